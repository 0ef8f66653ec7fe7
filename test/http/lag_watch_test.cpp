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
  restinio::asio_ns::io_context io;
  std::chrono::nanoseconds longest{0};
  int looks = 0;
  lag_watch watch{io, threads, [] { return true; },
                  [&](auto lag) {
                    longest = std::max(longest, lag);
                    if (++looks == 4)
                      io.stop();
                  }};
  watch.begin();
  std::function<void()> again = [&] {
    handler();
    restinio::asio_ns::post(io, again);
  };
  restinio::asio_ns::post(io, again);
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

BOOST_AUTO_TEST_CASE(it_looks_again_and_again) {
  restinio::asio_ns::io_context io;
  int looks = 0;
  bool is_busy = false;
  lag_watch watch{io, 1,
                  [&] {
                    is_busy = !is_busy;
                    return is_busy;
                  },
                  [&](auto) {
                    if (++looks == 3)
                      io.stop();
                  }};
  watch.begin();
  io.run();
  BOOST_TEST(looks == 3);
}

BOOST_AUTO_TEST_SUITE_END()
