#include "http/edge/open_files.hpp"

#include <boost/test/unit_test.hpp>

using namespace souk;

BOOST_AUTO_TEST_SUITE(open_files)

BOOST_AUTO_TEST_CASE(connections_leave_files_for_others_and_for_those_that_linger) {
  BOOST_TEST(connections_within(864) == 700u);
  BOOST_TEST(connections_within(128) == 56u);
  BOOST_TEST(connections_within(16) == 7u);
  BOOST_TEST(connections_within(0) == 0u);
}

BOOST_AUTO_TEST_CASE(so_many_files_are_needed_and_no_more) {
  for (std::size_t wanted = 1; wanted <= 20'000; ++wanted) {
    const auto files = files_for(wanted);
    BOOST_REQUIRE_GE(connections_within(files), wanted);
    BOOST_REQUIRE_LT(connections_within(files - 1), wanted);
  }
}

BOOST_AUTO_TEST_CASE(who_wants_more_connections_than_usual_gets_them_if_they_fit) {
  BOOST_TEST(connections_at_once(0, 1'000'000) == 10'000u);
  BOOST_TEST(connections_at_once(50'000, 1'000'000) == 50'000u);
  BOOST_TEST(connections_at_once(400, 1'000'000) == 400u);
  BOOST_TEST(connections_at_once(0, 864) == 700u);
  BOOST_TEST(connections_at_once(50'000, 864) == 700u);
}

BOOST_AUTO_TEST_SUITE_END()
