#include "http/list_budget.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(list_budgets)

namespace {

using namespace std::chrono_literals;
using souk::lag_max;
using souk::list_budget;

constexpr list_budget::clock::time_point now{1h};

/// The budget after so many observations of the same lag.
list_budget::time after(list_budget& budget, int times, list_budget::time lag) {
  for (int i = 0; i < times; ++i)
    budget.observe(lag, now);
  return budget.at(now);
}

constexpr list_budget::time too_much = lag_max + 1ns;

} // namespace

BOOST_AUTO_TEST_CASE(all_that_is_allowed_may_be_spent_at_first) {
  BOOST_TEST((list_budget{}.at(now) == list_budget::most));
}

BOOST_AUTO_TEST_CASE(nothing_changes_while_nobody_lags) {
  list_budget budget;
  BOOST_TEST((after(budget, 10, lag_max) == list_budget::most));
}

BOOST_AUTO_TEST_CASE(less_may_be_spent_while_the_threads_lag) {
  list_budget budget;
  BOOST_TEST((after(budget, 1, too_much) == list_budget::most * 3 / 4));
  BOOST_TEST((after(budget, 1, too_much) == list_budget::most * 9 / 16));
}

BOOST_AUTO_TEST_CASE(as_much_less_may_be_spent_as_the_lag_is_too_long) {
  list_budget budget;
  BOOST_TEST((after(budget, 1, 8 * lag_max) == list_budget::most / 8));
}

BOOST_AUTO_TEST_CASE(one_list_may_always_be_taken) {
  list_budget budget;
  BOOST_TEST((after(budget, 1'000, too_much) == list_budget::least));
}

BOOST_AUTO_TEST_CASE(it_comes_back_more_slowly_than_it_went) {
  list_budget budget;
  after(budget, 3, too_much);
  BOOST_TEST((after(budget, 3, 0ns) < list_budget::most));
  BOOST_TEST((after(budget, 100, 0ns) == list_budget::most));
}

BOOST_AUTO_TEST_CASE(it_comes_back_from_its_lowest) {
  list_budget budget;
  after(budget, 1'000, too_much);
  BOOST_TEST((after(budget, 100, 0ns) == list_budget::most));
}

BOOST_AUTO_TEST_CASE(a_crowd_that_is_gone_is_forgotten) {
  list_budget budget;
  after(budget, 1'000, too_much);
  BOOST_TEST((budget.at(now + list_budget::memory) == list_budget::least));
  BOOST_TEST((budget.at(now + list_budget::memory + 1ns) == list_budget::most));
  budget.observe(0ns, now + 2 * list_budget::memory);
  BOOST_TEST((budget.at(now + 2 * list_budget::memory) == list_budget::most));
}

BOOST_AUTO_TEST_SUITE_END()
