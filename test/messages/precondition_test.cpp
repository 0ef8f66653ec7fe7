#include "messages/precondition.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>

BOOST_AUTO_TEST_SUITE(preconditions)

namespace {

using namespace souk;

precondition any_of(std::vector<seen_state> states) {
  return states;
}

} // namespace

BOOST_AUTO_TEST_CASE(without_one_every_state_will_do) {
  BOOST_TEST(holds({}, {7, 2}));
  BOOST_TEST(holds(std::nullopt, {}));
}

BOOST_AUTO_TEST_CASE(one_of_the_states_named_will_do) {
  const auto wanted = any_of({{7, 2}, {8, 2}});
  BOOST_TEST(holds(wanted, {7, 2}));
  BOOST_TEST(holds(wanted, {8, 2}));
}

BOOST_AUTO_TEST_CASE(another_version_of_the_fields_or_the_stock_will_not) {
  const auto wanted = any_of({{7, 2}});
  BOOST_TEST(!holds(wanted, {8, 2}));
  BOOST_TEST(!holds(wanted, {7, 3}));
  BOOST_TEST(!holds(wanted, {2, 7}));
}

BOOST_AUTO_TEST_CASE(where_no_state_is_named_none_will_do) {
  BOOST_TEST(!holds(any_of({}), {}));
}

BOOST_AUTO_TEST_SUITE_END()
