#include "http/cost_class.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(cost_classes_of_requests)

using namespace souk;

BOOST_AUTO_TEST_CASE(each_class_has_its_share) {
  BOOST_TEST(share_of(cost_class::light, 512) == 512);
  BOOST_TEST(share_of(cost_class::list, 512) == 128);
  BOOST_TEST(share_of(cost_class::change, 512) == 256);
  BOOST_TEST(share_of(cost_class::checkout, 512) == 128);
}

BOOST_AUTO_TEST_CASE(the_smallest_share_is_one) {
  for (auto which : {cost_class::light, cost_class::list, cost_class::change, cost_class::checkout})
    BOOST_TEST(share_of(which, 1) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
