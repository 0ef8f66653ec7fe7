#include "main/nearest_name.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(nearest_names)

namespace {

using souk::nearest_name;

const std::vector<std::string> known{"port", "host", "header-time", "header-bytes", "fields"};

} // namespace

BOOST_AUTO_TEST_CASE(one_letter_may_be_inserted_left_out_replaced_or_exchanged) {
  for (auto* each : {"ports", "por", "pork", "prot", "opt"})
    BOOST_TEST_CONTEXT(each) {
      BOOST_TEST(nearest_name(each, known) == (std::string{each} == "opt" ? "" : "port"));
    }
}

BOOST_AUTO_TEST_CASE(a_third_of_the_letters_may_differ) {
  BOOST_TEST(nearest_name("header_tim", known) == "header-time");
  BOOST_TEST(nearest_name("headerbyte", known) == "header-bytes");
  BOOST_TEST(nearest_name("hdrtime", known) == "");
}

BOOST_AUTO_TEST_CASE(the_nearest_of_several_is_named) {
  BOOST_TEST(nearest_name("header-bytess", known) == "header-bytes");
  BOOST_TEST(nearest_name("header-timee", known) == "header-time");
}

BOOST_AUTO_TEST_CASE(what_is_near_to_nothing_has_no_name) {
  BOOST_TEST(nearest_name("currency", known) == "");
  BOOST_TEST(nearest_name("", known) == "");
  BOOST_TEST(nearest_name("port", {}) == "");
  BOOST_TEST(nearest_name(std::string(1'000'000, 'p'), known) == "");
}

BOOST_AUTO_TEST_SUITE_END()
