#include "http/adaptive_limit.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>

BOOST_AUTO_TEST_SUITE(adaptive_limits)

namespace {

using souk::adaptive_limit;
using souk::lag_max;

/// The limit after so many observations of the same lag.
std::size_t after(adaptive_limit& limit, int times, std::chrono::nanoseconds lag) {
  for (int i = 0; i < times; ++i)
    limit.observe(lag);
  return limit.now();
}

constexpr std::chrono::nanoseconds none{0};
constexpr std::chrono::nanoseconds too_much = lag_max + std::chrono::nanoseconds{1};

} // namespace

BOOST_AUTO_TEST_CASE(all_that_is_allowed_may_wait_at_first) {
  BOOST_TEST(adaptive_limit{512}.now() == 512);
}

BOOST_AUTO_TEST_CASE(nothing_changes_while_nobody_lags) {
  adaptive_limit limit{512};
  BOOST_TEST(after(limit, 10, lag_max) == 512);
}

BOOST_AUTO_TEST_CASE(fewer_may_wait_while_the_threads_lag) {
  adaptive_limit limit{512};
  BOOST_TEST(after(limit, 1, too_much) == 384);
  BOOST_TEST(after(limit, 1, too_much) == 288);
}

BOOST_AUTO_TEST_CASE(so_many_fewer_may_wait_as_the_lag_is_too_long) {
  adaptive_limit limit{512};
  BOOST_TEST(after(limit, 1, 8 * lag_max) == 64);
}

BOOST_AUTO_TEST_CASE(one_may_always_wait) {
  adaptive_limit limit{512};
  BOOST_TEST(after(limit, 1'000, too_much) == 1);
  adaptive_limit small{1};
  BOOST_TEST(after(small, 1'000, too_much) == 1);
}

BOOST_AUTO_TEST_CASE(it_comes_back_more_slowly_than_it_went) {
  adaptive_limit limit{512};
  after(limit, 3, too_much);
  BOOST_TEST(after(limit, 3, none) < 512);
  BOOST_TEST(after(limit, 100, none) == 512);
}

BOOST_AUTO_TEST_CASE(it_comes_back_from_its_lowest) {
  adaptive_limit limit{512};
  after(limit, 1'000, too_much);
  BOOST_TEST(after(limit, 100, none) == 512);
}

BOOST_AUTO_TEST_SUITE_END()
