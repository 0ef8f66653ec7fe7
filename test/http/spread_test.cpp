#include "http/spread.hpp"

#include <boost/test/unit_test.hpp>

using souk::spread;

BOOST_AUTO_TEST_SUITE(spreads)

BOOST_AUTO_TEST_CASE(numbers_are_those_of_splitmix64) {
  // Its first three of seed 0.
  constexpr std::uint64_t step = 0x9e3779b97f4a7c15;
  BOOST_TEST(spread(step) == 0xe220a8397b1dcdaf);
  BOOST_TEST(spread(2 * step) == 0x6e789e6aa1b965f4);
  BOOST_TEST(spread(3 * step) == 0x06c45d188009454f);
  BOOST_TEST(spread(0) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
