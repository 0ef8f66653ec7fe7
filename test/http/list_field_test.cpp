#include "http/list_field.hpp"

#include "test/http/fake_message.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(list_fields)

namespace {

using namespace souk;
using namespace souk::test;

std::optional<std::string> joined_of(field_list fields) {
  sent_answers sent;
  return list_field(fake_message{sent, std::move(fields)}, "If-Match");
}

} // namespace

BOOST_AUTO_TEST_CASE(an_absent_field_is_nothing) {
  BOOST_TEST(!joined_of({}));
  BOOST_TEST(!joined_of({{"If-None-Match", "a"}}));
}

BOOST_AUTO_TEST_CASE(a_field_is_its_value_even_if_empty) {
  BOOST_TEST(joined_of({{"if-match", "a, b"}}).value() == "a, b");
  BOOST_TEST(joined_of({{"If-Match", ""}}).value() == "");
}

BOOST_AUTO_TEST_CASE(several_lines_are_one_list) {
  BOOST_TEST(joined_of({{"If-Match", "a"}, {"Host", "x"}, {"IF-MATCH", "b, c"}}).value()
             == "a, b, c");
}

BOOST_AUTO_TEST_SUITE_END()
