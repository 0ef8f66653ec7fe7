#include "http/lag_watch.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <ctime>
#include <optional>
#include <thread>

namespace lag_watches {

using namespace souk;
using namespace std::chrono_literals;

/// How long the handler that runs when the watch would look keeps its thread.
constexpr auto kept = 60ms;
/// The watch looks every few milliseconds, so this much of it must be seen at least.
constexpr auto seen_at_least = 40ms;

std::chrono::nanoseconds processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

void work() {
  const auto until = processor_time() + kept;
  while (processor_time() < until) {
  }
}

void wait() {
  std::this_thread::sleep_for(kept);
}

/// What the watch tells when this comes between.
template <class Handler>
std::chrono::nanoseconds lag_beside(Handler handler, unsigned threads) {
  restinio::asio_ns::io_context io;
  std::optional<std::chrono::nanoseconds> told;
  lag_watch watch{io, threads, [] { return true; },
                  [&](auto lag) {
                    told = told.value_or(lag);
                    io.stop();
                  }};
  watch.begin();
  restinio::asio_ns::post(io, handler);
  io.run();
  BOOST_REQUIRE(told.has_value());
  return *told;
}

} // namespace lag_watches

BOOST_AUTO_TEST_SUITE(lag_watches)

BOOST_AUTO_TEST_CASE(work_that_keeps_the_thread_is_a_lag) {
  BOOST_TEST((lag_beside(work, 1) >= seen_at_least));
}

BOOST_AUTO_TEST_CASE(the_work_is_shared_by_the_threads) {
  const auto lag = lag_beside(work, 2);
  BOOST_TEST((lag >= kept / 2 - (kept - seen_at_least)));
  BOOST_TEST((lag < seen_at_least));
}

BOOST_AUTO_TEST_CASE(what_others_do_with_the_machine_is_none) {
  BOOST_TEST(lag_beside(wait, 1).count() == 0);
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
