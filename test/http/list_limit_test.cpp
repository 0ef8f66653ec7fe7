#include "http/list_limit.hpp"

#include <boost/test/unit_test.hpp>

namespace list_limits {

using namespace souk;
using namespace std::chrono_literals;

constexpr list_limit::clock::time_point start{1h};

struct limit_fixture {
  /// So many answers, one such time after the other, while others wait.
  void answer(int times, list_limit::time each) {
    for (int i = 0; i < times; ++i)
      limit.answered(1, used += each);
  }

  list_limit limit{1'000};
  list_limit::time used{0};
};

} // namespace list_limits

BOOST_FIXTURE_TEST_SUITE(list_limits, list_limits::limit_fixture)

using namespace list_limits;

BOOST_AUTO_TEST_CASE(many_may_come_at_once_and_go_on) {
  BOOST_TEST(limit.at(start) == 200u);
  limit.came(198, start + 1h);
  BOOST_TEST(limit.at(start + 1h) == 200u);
}

BOOST_AUTO_TEST_CASE(of_a_crowd_fewer_may_wait_until_it_is_gone) {
  limit.came(199, start);
  BOOST_TEST(limit.at(start) == 8u);
  BOOST_TEST(limit.at(start + list_limit::interval) == 8u);
  limit.came(7, start + list_limit::interval);
  limit.came(6, start + 2 * list_limit::interval);
  BOOST_TEST(limit.at(start + 2 * list_limit::interval) == 8u);
  BOOST_TEST(limit.at(start + 2 * list_limit::interval + 1ns) == 200u);
}

BOOST_AUTO_TEST_CASE(the_longer_lists_take_the_fewer_wait) {
  answer(100, 500us);
  BOOST_TEST(limit.at(start) == 100u);
  answer(100, 100us);
  BOOST_TEST(limit.at(start) >= 495u);
}

BOOST_AUTO_TEST_CASE(a_few_are_never_too_many_and_there_is_a_most) {
  answer(100, 1s);
  BOOST_TEST(limit.at(start) == list_limit::least);
  list_limit narrow{3};
  BOOST_TEST(narrow.at(start) == 3u);
  narrow.came(2, start);
  BOOST_TEST(narrow.at(start) == 3u);
}

BOOST_AUTO_TEST_CASE(a_pause_is_not_what_a_list_takes) {
  answer(100, 500us);
  limit.answered(0, used += 500us);
  limit.answered(1, used += 1h);
  limit.answered(1, used += 500us);
  BOOST_TEST(limit.at(start) == 100u);
}

BOOST_AUTO_TEST_CASE(one_that_takes_long_is_soon_forgotten) {
  answer(100, 200us);
  answer(1, 8s);
  BOOST_TEST(limit.at(start) > 100u);
  answer(20, 200us);
  BOOST_TEST(limit.at(start) > 200u);
}

BOOST_AUTO_TEST_CASE(several_that_take_long_are_soon_known) {
  answer(100, 200us);
  answer(8, 8ms);
  BOOST_TEST(limit.at(start) < 12u);
}

BOOST_AUTO_TEST_SUITE_END()
