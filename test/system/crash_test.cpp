// The program is killed at any moment: what it has acknowledged is there when it comes back.
// SOUK_TEST_CRASHES says how often. SIGKILL leaves what was written to the kernel, so that this is
// about the program, not about a power cut.

#include "test/system/crash_buyer.hpp"
#include "test/system/crowd.hpp"
#include "test/system/lasting_shop.hpp"
#include "test/times.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <iostream>

BOOST_AUTO_TEST_SUITE(system_crash)

namespace {

using namespace souk::test;

constexpr int buyers = 8;
constexpr int crashes = 25;
constexpr std::size_t requests_before_a_crash_max = 400;
/// Without them each kill would come right after a commit, and no start would get far.
constexpr std::size_t yields_before_a_crash_max = 2'000;

void yield_times(std::size_t count) {
  for (; count > 0; --count)
    std::this_thread::yield();
}

class crashing_shop : public lasting_shop {
public:
  explicit crashing_shop(std::uint64_t seed) : dice_(seed) {
    std::vector<std::int64_t> products;
    for (auto* name : {"Lamp", "Pen", "Rug", "Tea"})
      products.push_back(program().make(name, 20).id);
    for (int i = 0; i < buyers; ++i)
      crowd_.emplace_back("buyer-" + std::to_string(i), products,
                          seed + 1 + static_cast<std::uint64_t>(i));
  }

  /// The buyers work until they are no longer answered.
  void crash() {
    std::atomic<std::size_t> left = 1 + dice_.roll(requests_before_a_crash_max);
    const auto yields = dice_.roll(yields_before_a_crash_max);
    each_buyer([&](crash_buyer& buyer, souk::client shop) {
      buyer.work(std::move(shop), [&] {
        if (--left == 0) {
          yield_times(yields);
          kill();
        }
      });
    });
    // Nobody did if the buyers gave up.
    kill();
    const auto end = wait();
    BOOST_TEST(end.signal == SIGKILL);
    BOOST_TEST(end.err == "");
  }

  /// Some starts are killed, too.
  void come_back() {
    while (dice_.one_in(3))
      open_in_vain([&] { yield_times(dice_.roll(yields_before_a_crash_max)); });
    open();
    each_buyer([](crash_buyer& buyer, souk::client shop) { buyer.ask_again(std::move(shop)); });
    each_buyer([](crash_buyer& buyer, souk::client shop) { buyer.look_back(std::move(shop)); });
  }

  void must_be_sound() const {
    const auto end = check();
    BOOST_TEST_CONTEXT(end.out << end.err) {
      BOOST_REQUIRE(end.code == 0);
    }
    for (auto& buyer : crowd_)
      for (auto& fault : buyer.faults())
        BOOST_REQUIRE_MESSAGE(false, fault);
  }

  int sum_of(int (crash_buyer::*count)() const) const {
    int result = 0;
    for (auto& buyer : crowd_)
      result += (buyer.*count)();
    return result;
  }

private:
  /// For all of them at once.
  template <class Action>
  void each_buyer(Action action) {
    const auto failures = at_once(buyers, [&](int i) -> std::string {
      auto& buyer = crowd_[static_cast<std::size_t>(i)];
      try {
        action(buyer, program().client(buyer.user_id(), 0));
      } catch (const std::exception& err) {
        return err.what();
      }
      return {};
    });
    // An exception would not tell the seed.
    for (auto& failure : failures)
      BOOST_REQUIRE_MESSAGE(failure.empty(), failure);
  }

  dice dice_;
  std::vector<crash_buyer> crowd_;
};

/// Crashes one shop that often; returns how many orders its buyers have seen.
int crash_shop(std::uint64_t seed, int cycles) {
  crashing_shop shop{seed};
  for (int cycle = 0; cycle < cycles; ++cycle)
    BOOST_TEST_CONTEXT("crash " << cycle) {
      shop.crash();
      shop.must_be_sound();
      shop.come_back();
      shop.must_be_sound();
    }
  const int orders = shop.sum_of(&crash_buyer::orders_seen);
  BOOST_TEST_MESSAGE(orders << " orders, " << shop.sum_of(&crash_buyer::replays_seen)
                            << " deeds stored without an answer");
  return orders;
}

} // namespace

BOOST_AUTO_TEST_CASE(whatever_was_acknowledged_outlives_a_kill_at_any_moment) {
  const auto seed = random_seed();
  const int cycles = times("SOUK_TEST_CRASHES", crashes);
  int orders = 0;
  // A new shop now and then: each crash reads all that there is of the shop.
  for (int done = 0; done < cycles; done += crashes)
    BOOST_TEST_CONTEXT(seed_note(seed) << ", after " << done << " crashes") {
      // A long run would look like one that hangs.
      if (done > 0)
        std::cerr << done << " of " << cycles << " crashes, " << orders << " orders\n";
      orders +=
        crash_shop(seed + 100 * static_cast<std::uint64_t>(done), std::min(crashes, cycles - done));
    }
  BOOST_TEST(orders > cycles);
}

BOOST_AUTO_TEST_SUITE_END()
