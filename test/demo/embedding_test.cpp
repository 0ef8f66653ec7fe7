// The program that spawns a shop in its own actor system.

#include "test/demo/programs.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(demo_embedding)

BOOST_AUTO_TEST_CASE(an_order_is_placed_without_http) {
  const auto end = souk::test::run({ACTORS_PROGRAM});
  BOOST_TEST(end.code == 0);
  BOOST_TEST(end.err == "");
  BOOST_TEST(end.out == "Order 1 of ann\n3 x Tea glass: 1350 cents\nTotal: 1350 cents\n");
}

BOOST_AUTO_TEST_SUITE_END()
