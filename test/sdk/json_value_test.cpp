#include "sdk/json_value.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace souk::sdk;

std::string rewritten(std::string_view text) {
  return write_json(parse_json(text).value());
}

} // namespace

BOOST_AUTO_TEST_SUITE(sdk_json_value)

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

BOOST_AUTO_TEST_CASE(white_space_is_not_written) {
  BOOST_TEST(rewritten(" { \"a\" : [ 1 , \"b c\" ] } \n") == R"({"a":[1,"b c"]})");
}

BOOST_AUTO_TEST_CASE(written_texts_are_escaped) {
  BOOST_TEST(rewritten(R"({"a\"\\":"\n\u0001\/\u00e9"})")
             == "{\"a\\\"\\\\\":\"\\u000A\\u0001/\xC3\xA9\"}");
}

BOOST_AUTO_TEST_SUITE_END()
