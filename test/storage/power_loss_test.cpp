#include "storage/sql_connection.hpp"
#include "storage/sqlite_database.hpp"
#include "test/storage/fault_vfs.hpp"
#include "test/storage/faulty_disk.hpp"
#include "test/storage/random_writes.hpp"
#include "test/storage/witness.hpp"
#include "test/temporary_directory.hpp"
#include "test/times.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

BOOST_AUTO_TEST_SUITE(power_loss)

namespace {

using namespace souk;
using namespace souk::test;

/// So few that there are checkpoints, and a WAL that begins anew, in the midst of the work.
constexpr int wal_pages_max = 20;

/// One shop that loses its power again and again. Each call throws broken_promise where the
/// database is not what it has to be.
class unlucky_shop {
public:
  explicit unlucky_shop(uint64_t seed) : random_(seed) {}

  faulty_disk& disk() { return disk_; }

  /// Works until the power is gone, and looks at what is left.
  void lose_power() {
    choose_end();
    work_until_the_end();
    disk_.cut();
    while (random_.one_in(3))
      lose_power_while_opening();
    check_file();
    reopen();
  }

private:
  /// Anywhere within a few batches or a checkpoint, or at a sync, when a batch is most in doubt.
  void choose_end() {
    constexpr std::size_t calls_max = 120;
    constexpr std::size_t syncs_max = 12;
    if (random_.one_in(3))
      disk_.fail_from_sync(1 + random_.roll(syncs_max), EIO);
    else
      disk_.fail_from(1 + random_.roll(calls_max), EIO);
  }

  void work_until_the_end() {
    try {
      // A database that never syncs must not be waited for.
      constexpr int batches_max = 100;
      for (int i = 0; i < batches_max && !disk_.was_hit(); ++i)
        work();
    } catch (const std::runtime_error& err) {
      expect_no_power(err);
    }
    rows_.reset();
  }

  void work() {
    if (!rows_)
      rows_ = std::make_unique<sqlite_database>(file_, wal_pages_max);
    witness_.commit(*rows_, writes_.batch(witness_));
    if (random_.one_in(30))
      rows_.reset(); // a shop that is stopped: all is moved out of the WAL
  }

  void lose_power_while_opening() {
    constexpr std::size_t calls_of_recovery = 60;
    disk_.fail_from(1 + random_.roll(calls_of_recovery), EIO);
    try {
      sqlite_database opened{file_};
    } catch (const std::runtime_error& err) {
      expect_no_power(err);
    }
    disk_.cut();
  }

  /// On a copy: a look with other eyes must leave the file as it is.
  void check_file() {
    const auto copy = folder_.file("copy.db");
    for (auto* suffix : {"", "-wal", "-journal"})
      disk_.copy(file_ + suffix, copy + suffix);
    try {
      const auto verdict = sql_connection::open(copy).read_text("pragma integrity_check");
      if (verdict != "ok")
        throw broken_promise{"the file is damaged: " + verdict};
    } catch (const sql_error& err) {
      throw broken_promise{std::string{"the file cannot be checked: "} + err.what()};
    }
    for (auto* suffix : {"", "-wal", "-journal"})
      disk_.remove(copy + suffix);
  }

  void reopen() {
    try {
      rows_ = std::make_unique<sqlite_database>(file_, wal_pages_max);
      auto lost = witness_.look_at(*rows_);
      if (!lost.empty() && random_.one_in(2))
        witness_.commit(*rows_, std::move(lost));
    } catch (const std::runtime_error& err) {
      expect_no_power(err);
    }
  }

  /// A database may throw when its disk is gone, and only then.
  void expect_no_power(const std::runtime_error& err) const {
    if (!disk_.was_hit())
      throw broken_promise{std::string{"the database does not work any more: "} + err.what()};
  }

  dice random_;
  faulty_disk disk_{random_};
  fault_vfs vfs_{disk_};
  temporary_directory folder_;
  const std::string file_ = folder_.file("shop.db");
  witness witness_;
  random_writes writes_{random_};
  std::unique_ptr<sqlite_database> rows_;
};

constexpr int cuts = 300;

/// After so many a new shop begins: checking an old one takes long.
constexpr int cuts_of_one_shop = 20;

/// The promise that a shop breaks within so many cuts, or nothing.
std::string broken_within(int count, unlucky_shop& shop) {
  try {
    for (int cut = 0; cut < count; ++cut)
      shop.lose_power();
  } catch (const broken_promise& err) {
    return err.what();
  }
  return "";
}

} // namespace

BOOST_AUTO_TEST_CASE(what_was_acknowledged_survives_any_loss_of_power) {
  auto seed = random_seed();
  for (int left = times("SOUK_TEST_CUTS", cuts); left > 0; left -= cuts_of_one_shop, ++seed) {
    BOOST_TEST_CONTEXT(seed_note(seed)) {
      unlucky_shop shop{seed};
      BOOST_TEST(broken_within(std::min(left, cuts_of_one_shop), shop) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_disk_that_lies_about_sync_is_found_out) {
  const auto seed = random_seed();
  BOOST_TEST_CONTEXT(seed_note(seed)) {
    unlucky_shop shop{seed};
    shop.disk().lie_about_sync();
    BOOST_TEST(broken_within(cuts_of_one_shop, shop) != "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
