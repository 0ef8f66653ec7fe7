#include "http/lag_watch.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <thread>

namespace lag_watches {

using namespace souk;
using namespace std::chrono_literals;

/// How long each handler keeps its thread; a question waits for one of them at least.
constexpr auto kept = 60ms;
constexpr auto seen_at_least = 40ms;

void work() {
  const auto until = std::clock() + CLOCKS_PER_SEC * kept / 1s;
  while (std::clock() < until) {
  }
}

void wait() {
  std::this_thread::sleep_for(kept);
}

/// The longest of what the watch tells while one such handler comes after the other.
std::chrono::nanoseconds lag_beside(std::function<void()> handler, unsigned threads) {
  asio::io_context io;
  std::chrono::nanoseconds longest{0};
  int lags = 0;
  lag_watch watch{io, threads, [&](auto lag) {
                    longest = std::max(longest, lag);
                    if (++lags == 3)
                      io.stop();
                  }};
  std::function<void()> again = [&] {
    watch.is_longer_than(1h);
    handler();
    asio::post(io, again);
  };
  asio::post(io, again);
  io.run();
  return longest;
}

} // namespace lag_watches

BOOST_AUTO_TEST_SUITE(lag_watches)

BOOST_AUTO_TEST_CASE(work_that_keeps_the_thread_is_a_lag) {
  BOOST_TEST((lag_beside(work, 1) >= seen_at_least));
}

BOOST_AUTO_TEST_CASE(the_work_is_shared_by_the_threads) {
  constexpr unsigned threads = 1000;
  BOOST_TEST((lag_beside(work, threads) < seen_at_least));
}

BOOST_AUTO_TEST_CASE(what_others_do_with_the_machine_is_none) {
  BOOST_TEST((lag_beside(wait, 1) < seen_at_least));
}

BOOST_AUTO_TEST_CASE(a_lag_is_seen_before_it_ends) {
  asio::io_context io;
  lag_watch watch{io, 1, [](auto) {}};
  asio::post(io, [&] {
    BOOST_TEST(!watch.is_longer_than(0s)); // nothing was asked before
    work();
    BOOST_TEST(watch.is_longer_than(seen_at_least));
    BOOST_TEST(!watch.is_longer_than(1h));
  });
  io.run();
}

BOOST_AUTO_TEST_CASE(a_lag_that_is_over_is_forgotten) {
  asio::io_context io;
  lag_watch watch{io, 1, [](auto) {}};
  asio::post(io, [&] {
    watch.is_longer_than(0s);
    work();
    BOOST_TEST(watch.is_longer_than(seen_at_least));
  });
  io.run();
  io.restart();
  asio::post(io, [&] {
    wait(); // for so long nobody is asked again
    watch.is_longer_than(0s);
    BOOST_TEST(!watch.is_longer_than(seen_at_least));
  });
  io.run();
}

BOOST_AUTO_TEST_CASE(it_asks_only_while_it_is_asked) {
  asio::io_context io;
  int lags = 0;
  lag_watch watch{io, 1, [&lags](auto) { ++lags; }};
  io.run();
  BOOST_TEST(lags == 0);
  io.restart();
  asio::post(io, [&] { watch.is_longer_than(1h); });
  io.run();
  BOOST_TEST(lags > 0);
}

BOOST_AUTO_TEST_SUITE_END()
