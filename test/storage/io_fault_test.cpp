#include "storage/sqlite_database.hpp"
#include "test/storage/fault_vfs.hpp"
#include "test/storage/faulty_disk.hpp"
#include "test/storage/random_writes.hpp"
#include "test/storage/witness.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace io_faults {

using namespace souk;
using namespace souk::test;

using batch = std::vector<souk::write>;

insert_product new_product(int64_t stock, const std::string& key) {
  product_fields fields{"a product", {100}};
  fields.stock = stock;
  return {fields, {"products", key, "a"}};
}

save_line adding(const std::string& user, int64_t product_id, const std::string& key) {
  save_line result{user, {product_id, 2, {100}, 1}, {"lines", key, "a"}};
  result.reply.user = user;
  return result;
}

/// Two units of each of these products.
place ordering(const std::string& user, uint64_t checkout, const std::vector<int64_t>& products) {
  place result;
  result.key = {"orders", "order" + std::to_string(checkout), "a"};
  result.draft.checkout = {1, 1, checkout};
  result.draft.user = user;
  for (auto id : products)
    result.draft.lines.push_back({id, "a product", {100}, 2, {200}});
  result.draft.total = {200 * static_cast<int64_t>(products.size())};
  return result;
}

/// What happens in a shop from its opening to its closing.
std::vector<batch> day() {
  return {
    {new_product(9, "p1"), new_product(3, "p2")},
    {adding("ann", 1, "l1"), adding("ann", 2, "l2"), adding("bob", 1, "l3")},
    {ordering("ann", 1, {1, 2}), ordering("bob", 2, {1}), ordering("eve", 3, {2})},
    {save_cancel{"bob", 2, {"cancels", "c1", "a"}}, keep_refusal{{"lines", "l9", "a"}, {}}},
    {save_movement{2, movement_kind::received, 5, std::string(9'000, 'x'), {"moves", "m1", "a"}},
     save_movement{1, movement_kind::adjusted, -99, "", {"moves", "m2", "a"}}},
  };
}

/// Of another day, on the file of the first one.
std::vector<batch> next_day() {
  return {{adding("bob", 2, "l4")}, {ordering("bob", 4, {2})}};
}

bool is_any_refused_by_disk(const std::vector<outcome>& answers) {
  return std::any_of(answers.begin(), answers.end(), is_refused_by_disk);
}

/// So few that there are checkpoints in the midst of the work.
constexpr int wal_pages_max = 10;

/// A shop on a disk with a fault. Each call throws broken_promise where the database is not what it
/// has to be, and lets out whatever a database may not throw.
class faulty_shop {
public:
  explicit faulty_shop(dice& random) : random_(random) {}

  faulty_disk& disk() { return disk_; }

  /// Whether a write was refused for want of space.
  bool was_full() const { return was_full_; }

  void work_two_days() {
    stop_at_failure([&] {
      work(day());
      work(next_day());
    });
  }

  void work_at_random() {
    stop_at_failure([&] {
      open();
      while (!disk_.was_hit())
        commit(writes_.batch(witness_));
      // The program goes on where it has not noticed.
      commit(writes_.batch(witness_));
    });
  }

  /// Starts again on a sound disk, after a loss of power or not.
  void look(bool after_cut) {
    disk_.mend();
    if (after_cut)
      disk_.cut();
    open();
    witness_.commit(*rows_, witness_.look_at(*rows_));
    rows_.reset();
  }

private:
  /// As the program does: nothing is written after a failure.
  template <class Work>
  void stop_at_failure(Work work) {
    try {
      work();
    } catch (const storage_failed&) {
      BOOST_TEST(disk_.was_hit());
    } catch (const not_opened&) {
      BOOST_TEST(disk_.was_hit());
    }
    rows_.reset();
  }

  void work(const std::vector<batch>& batches) {
    open();
    for (auto& each : batches)
      commit(each);
    compare();
    rows_.reset();
  }

  class not_opened : public broken_promise {
  public:
    using broken_promise::broken_promise;
  };

  void open() {
    if (rows_)
      return;
    try {
      rows_ = std::make_unique<sqlite_database>(file_, wal_pages_max);
    } catch (const std::runtime_error& err) {
      const std::string_view line = err.what();
      BOOST_TEST(line.starts_with("Cannot open the database " + file_), line);
      throw not_opened{err.what()};
    }
  }

  void commit(const batch& writes) {
    const auto answers = witness_.commit(*rows_, writes);
    if (!is_any_refused_by_disk(answers))
      return;
    was_full_ = true;
    compare(); // a full disk can be read
    disk_.mend();
    batch refused;
    for (std::size_t i = 0; i < writes.size(); ++i)
      if (is_refused_by_disk(answers[i]))
        refused.push_back(writes[i]);
    BOOST_TEST(!is_any_refused_by_disk(witness_.commit(*rows_, refused)));
  }

  void compare() {
    if (auto wrong = difference(state_of(*rows_), state_of(witness_.acknowledged()));
        !wrong.empty())
      throw broken_promise{"these are not what was acknowledged: " + wrong};
  }

  dice& random_;
  faulty_disk disk_{random_};
  fault_vfs vfs_{disk_};
  temporary_directory folder_;
  const std::string file_ = folder_.file("shop.db");
  witness witness_;
  random_writes writes_{random_};
  std::unique_ptr<sqlite_database> rows_;
  bool was_full_ = false;
};

/// A fault, and what comes after it.
struct trial {
  int error = 0;
  /// Whether all calls after the first one fail too.
  bool lasts = false;
  /// Whether the power is lost in the end.
  bool is_cut = true;
};

struct fault_fixture {
  /// Two days, in which the k-th call fails. Returns whether there was one.
  bool is_hit(std::size_t k, const trial& chosen) {
    faulty_shop shop{random};
    if (chosen.lasts)
      shop.disk().fail_from(k, chosen.error);
    else
      shop.disk().fail_call(k, chosen.error);
    shop.work_two_days();
    const bool result = shop.disk().was_hit();
    shop.look(chosen.is_cut);
    times_full += shop.was_full() ? 1 : 0;
    return result;
  }

  /// Every call of the two days fails, each on a new disk.
  void fail_each_call(const trial& chosen) {
    constexpr std::size_t calls_at_least = 70;
    for (std::size_t k = 1;; ++k)
      BOOST_TEST_CONTEXT(seed_note(seed) << ", call " << k) {
        if (is_hit(k, chosen))
          continue;
        BOOST_TEST(k > calls_at_least);
        return;
      }
  }

  const uint64_t seed = random_seed();
  dice random{seed};
  /// How many of the shops had a write refused.
  int times_full = 0;
};

} // namespace io_faults

BOOST_FIXTURE_TEST_SUITE(io_faults, io_faults::fault_fixture)

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_any_call_fails_once) {
  fail_each_call({EIO, false, false});
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_the_power_goes_after_a_call_that_failed) {
  fail_each_call({EIO, false, true});
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_a_disk_fails_for_good) {
  fail_each_call({EIO, true, true});
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_any_call_finds_the_disk_full) {
  fail_each_call({ENOSPC, false, true});
}

BOOST_AUTO_TEST_CASE(a_shop_goes_on_when_a_full_disk_has_space_again) {
  fail_each_call({ENOSPC, true, true});
  BOOST_TEST(times_full > 0);
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_when_calls_of_a_busy_shop_fail) {
  constexpr int faults = 60;
  BOOST_TEST_CONTEXT(seed_note(seed)) {
    faulty_shop shop{random};
    for (int i = 0; i < faults; ++i) {
      constexpr std::size_t calls_max = 150;
      shop.disk().fail_call(1 + random.roll(calls_max), random.one_in(2) ? EIO : ENOSPC);
      shop.work_at_random();
      shop.look(random.one_in(2));
    }
  }
}

// SQLite's own checkpoints, behind a commit, keep to themselves that they failed.
BOOST_AUTO_TEST_CASE(a_checkpoint_that_fails_stops_the_shop) {
  std::size_t k = 0;
  for (bool is_hit = true; is_hit;) {
    faulty_disk disk{random};
    fault_vfs vfs{disk};
    temporary_directory folder;
    sqlite_database rows{folder.file("shop.db"), 1};
    rows.commit(day()[0], {});
    disk.fail_call(++k, EIO);
    bool is_stopped = false;
    try {
      rows.maintain();
    } catch (const storage_failed&) {
      is_stopped = true;
    }
    is_hit = disk.was_hit();
    BOOST_TEST(is_stopped == is_hit, "call " << k);
  }
  // Pages are read from the WAL and written, and a file is synced.
  BOOST_TEST(k > 5u);
}

BOOST_AUTO_TEST_SUITE_END()
