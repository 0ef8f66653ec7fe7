#include "sdk/json_value.hpp"

#include <boost/test/unit_test.hpp>

#include <clocale>

BOOST_AUTO_TEST_SUITE(sdk_json_value)

namespace {

using namespace souk::sdk;
using namespace std::literals;

std::string rewritten(std::string_view text) {
  return write_json(parse_json(text).value());
}

} // namespace

BOOST_AUTO_TEST_CASE(json_is_read_strictly_and_not_too_deep) {
  for (auto text : {"", "{", "{}x", "{'a':1}", "[1,]", "nul", "\"\xFF\"", "[1e400]", "01"})
    BOOST_TEST(!parse_json(text).has_value(), text);
  auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  BOOST_TEST(parse_json(nested(answer_depth_max)).has_value());
  BOOST_TEST(!parse_json(nested(answer_depth_max + 1)).has_value());
  BOOST_TEST(!parse_json(std::string(1'000'000, '[')).has_value());
}

BOOST_AUTO_TEST_CASE(a_value_is_written_as_it_was_read) {
  for (auto text : {"null", "true", "false", "0", "-7", "18446744073709551615", "19.990", "1E-2",
                    "\"\"", "[]", "{}", R"({"b":[1,{"c":null},[]],"a":{"x":"y"},"":true})"})
    BOOST_TEST(rewritten(text) == text);
}

BOOST_AUTO_TEST_CASE(numbers_have_a_point_in_every_locale) {
  std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (auto name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"})
    if (std::setlocale(LC_NUMERIC, name))
      BOOST_TEST(rewritten("[19.99,1.5E+2]") == "[19.99,1.5E+2]", name);
  std::setlocale(LC_NUMERIC, before.c_str());
}

BOOST_AUTO_TEST_CASE(a_nul_byte_does_not_end_a_text) {
  for (auto text : {"1\0"sv, "{}\0x"sv, "\0"sv})
    BOOST_TEST(!parse_json(text).has_value());
}

BOOST_AUTO_TEST_CASE(white_space_is_not_written) {
  BOOST_TEST(rewritten(" { \"a\" : [ 1 , \"b c\" ] } \n") == R"({"a":[1,"b c"]})");
}

BOOST_AUTO_TEST_CASE(written_texts_are_escaped) {
  BOOST_TEST(rewritten(R"({"a\"\\":"\n\u0001\/\u00e9"})")
             == "{\"a\\\"\\\\\":\"\\u000A\\u0001/\xC3\xA9\"}");
}

BOOST_AUTO_TEST_SUITE_END()
