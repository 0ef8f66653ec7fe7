#include "sdk/session.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sdk_session)

namespace {

using namespace souk::sdk;
using namespace std::chrono_literals;

} // namespace

// A restart takes about one.
BOOST_AUTO_TEST_CASE(a_second_without_a_shop_is_outlasted_by_default) {
  const souk::client_options options;
  std::chrono::milliseconds shortest{0};
  for (int failed = 1; failed <= options.retries_max; ++failed)
    shortest += std::min(longest_backoff(failed) / 2, options.retry_wait_max);
  BOOST_TEST((shortest == 1500ms));
}

BOOST_AUTO_TEST_CASE(many_attempts_do_not_overflow) {
  BOOST_TEST((longest_backoff(1000) > 1min));
}

BOOST_AUTO_TEST_SUITE_END()
