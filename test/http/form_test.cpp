#include "http/form.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(form)

namespace {

using namespace souk;
using namespace std::literals;

using parameters = std::vector<query_parameter>;

} // namespace

BOOST_AUTO_TEST_CASE(escapes_are_decoded_once) {
  BOOST_TEST(percent_decode("").value() == "");
  BOOST_TEST(percent_decode("a%40b%2Ec%3a").value() == "a@b.c:");
  BOOST_TEST(percent_decode("%2540").value() == "%40");
  BOOST_TEST(percent_decode("%C3%A4%F0%9F%98%80").value() == "ä😀");
  BOOST_TEST(percent_decode("%00x").value() == "\0x"sv);
  BOOST_TEST(percent_decode("%c3\xA4").value() == "ä");
}

BOOST_AUTO_TEST_CASE(a_plus_is_a_space_only_where_asked) {
  BOOST_TEST(percent_decode("a+b%2B").value() == "a+b+");
  BOOST_TEST(percent_decode("a+b%2B", plus_sign::space).value() == "a b+");
}

BOOST_AUTO_TEST_CASE(broken_escapes_are_refused) {
  for (auto text : {"%", "a%", "%2", "%zz", "%2g", "%g2", "%%20", "% 20", "%-1", "%+1", "%0x"})
    BOOST_TEST(!percent_decode(text), text);
}

BOOST_AUTO_TEST_CASE(decoded_text_must_be_utf8) {
  for (auto text : {"%ff", "%C0%AE", "%c0%ae%c0%ae", "%ED%A0%80", "%C3", "%C3(", "%80", "\xff"})
    BOOST_TEST(!percent_decode(text), text);
}

BOOST_AUTO_TEST_CASE(a_query_is_split_and_decoded) {
  BOOST_TEST((parse_query("") == parameters{}));
  BOOST_TEST((parse_query("a=1&b=2") == parameters{{"a", "1"}, {"b", "2"}}));
  BOOST_TEST((parse_query("user%5Fid=%75+x") == parameters{{"user_id", "u x"}}));
  BOOST_TEST((parse_query("a%26b=c%3Dd") == parameters{{"a&b", "c=d"}}));
  BOOST_TEST((parse_query("a=b=c") == parameters{{"a", "b=c"}}));
}

BOOST_AUTO_TEST_CASE(odd_pieces_of_a_query_are_kept) {
  BOOST_TEST((parse_query("a") == parameters{{"a", ""}}));
  BOOST_TEST((parse_query("a=") == parameters{{"a", ""}}));
  BOOST_TEST((parse_query("=a") == parameters{{"", "a"}}));
  BOOST_TEST((parse_query("&&a=1&&b&") == parameters{{"a", "1"}, {"b", ""}}));
  BOOST_TEST((parse_query("a=1&a=2") == parameters{{"a", "1"}, {"a", "2"}}));
  BOOST_TEST((parse_query("a=1;b=2") == parameters{{"a", "1;b=2"}}));
}

BOOST_AUTO_TEST_CASE(a_query_that_cannot_be_decoded_is_refused) {
  for (auto query : {"a=%zz", "%zz=a", "a=1&b=%C0%AF", "a=%ED%A0%80", "a%"})
    BOOST_TEST(!parse_query(query), query);
}

BOOST_AUTO_TEST_CASE(a_query_has_at_most_64_parameters) {
  std::string query;
  for (std::size_t i = 0; i < query_parameters_max; ++i)
    query += "&a=1";
  BOOST_TEST(parse_query(query).value().size() == query_parameters_max);
  BOOST_TEST(parse_query(query + "&&&").has_value());
  BOOST_TEST(!parse_query(query + "&a"));
}

BOOST_AUTO_TEST_CASE(integers_are_strict) {
  BOOST_TEST(parse_integer("0").value() == 0);
  BOOST_TEST(parse_integer("42").value() == 42);
  BOOST_TEST(parse_integer("-7").value() == -7);
  BOOST_TEST(parse_integer("9223372036854775807").value()
             == std::numeric_limits<std::int64_t>::max());
  BOOST_TEST(parse_integer("-9223372036854775808").value()
             == std::numeric_limits<std::int64_t>::min());
  for (auto text : {"",
                    "-",
                    "+1",
                    "01",
                    "00",
                    "-0",
                    "-01",
                    " 1",
                    "1 ",
                    "1.0",
                    "1e0",
                    "0x1",
                    "abc",
                    "five",
                    "1;x=1",
                    "--1",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "18446744073709551617",
                    "99999999999999999999999999",
                    "\xD9\xA1"})
    BOOST_TEST(!parse_integer(text), text);
  BOOST_TEST(!parse_integer("\0"sv));
  BOOST_TEST(!parse_integer("1\0"sv));
}

BOOST_AUTO_TEST_CASE(whole_numbers_may_have_any_size) {
  for (auto text : {"0", "-0", "7", "-12", "99999999999999999999999999"})
    BOOST_TEST(is_whole_number(text), text);
  for (auto text : {"", "-", "01", "-01", "1.0", "1e3", "+1", "a"})
    BOOST_TEST(!is_whole_number(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
