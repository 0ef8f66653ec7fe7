#include "http/json_reader.hpp"
#include "test/http/repeated.hpp"

#include <boost/test/unit_test.hpp>

#include <clocale>
#include <ostream>

namespace souk {

static std::ostream& operator<<(std::ostream& out, json_kind kind) {
  return out << static_cast<int>(kind);
}

} // namespace souk

BOOST_AUTO_TEST_SUITE(json_reader)

namespace {

using namespace souk;
using souk::test::repeated;
using namespace std::literals;

json_object object(std::string_view body) {
  auto result = read_json_object(body);
  BOOST_REQUIRE_MESSAGE(std::holds_alternative<json_object>(result),
                        "refused: " << body.substr(0, 80));
  return std::get<json_object>(std::move(result));
}

/// The only member of the body.
json_member member(std::string_view value) {
  auto read = object("{\"x\":" + std::string{value} + "}");
  BOOST_REQUIRE_EQUAL(read.members.size(), 1);
  return read.members[0];
}

/// Why the body is refused; empty if it is not.
std::string detail(std::string_view body) {
  auto result = read_json_object(body);
  auto* fault = std::get_if<malformed>(&result);
  return fault ? fault->detail : "";
}

bool is_refused(std::string_view body) {
  return !detail(body).empty();
}

} // namespace

BOOST_AUTO_TEST_CASE(members_keep_their_order_and_are_found_by_name) {
  auto read = object(" {\"b\" : 1,\r\n\t\"a\":\"x\"} ");
  BOOST_REQUIRE_EQUAL(read.members.size(), 2);
  BOOST_TEST(read.members[0].name == "b");
  BOOST_TEST(read.members[1].name == "a");
  BOOST_REQUIRE(read.find("a"));
  BOOST_TEST(read.find("a")->text == "x");
  BOOST_TEST(!read.find("c"));
  BOOST_TEST(object("{}").members.empty());
}

BOOST_AUTO_TEST_CASE(each_value_has_its_kind) {
  BOOST_TEST(member("null").kind == json_kind::null);
  BOOST_TEST(member("true").kind == json_kind::boolean);
  BOOST_TEST(member("true").text == "true");
  BOOST_TEST(member("false").text == "false");
  BOOST_TEST(member("\"5\"").kind == json_kind::string);
  BOOST_TEST(member("5").kind == json_kind::integer);
  BOOST_TEST(member("5.0").kind == json_kind::number);
  BOOST_TEST(member("[]").kind == json_kind::array);
  BOOST_TEST(member("{}").kind == json_kind::object);
}

BOOST_AUTO_TEST_CASE(integers_are_exact_up_to_int64) {
  for (auto text : {"0", "-0", "7", "-7", "9223372036854775807", "-9223372036854775808"}) {
    BOOST_TEST(member(text).kind == json_kind::integer, text);
    BOOST_TEST(member(text).text == text);
    BOOST_TEST(member(text).integer == std::stoll(text));
  }
}

BOOST_AUTO_TEST_CASE(other_numbers_keep_their_characters) {
  for (auto text : {"9223372036854775808", "18446744073709551615", "18446744073709551617",
                    "-9223372036854775809", "19.99", "2.0", "-0.0", "1e3", "1E+3", "1e-999",
                    "0.1000000000000000055511151231257827"}) {
    BOOST_TEST(member(text).kind == json_kind::number, text);
    BOOST_TEST(member(text).text == text);
    BOOST_TEST(member(text).integer == 0);
  }
}

BOOST_AUTO_TEST_CASE(numbers_have_a_point_in_every_locale) {
  std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (auto name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"})
    if (std::setlocale(LC_NUMERIC, name))
      BOOST_TEST(member("19.99").text == "19.99", name);
  std::setlocale(LC_NUMERIC, before.c_str());
}

BOOST_AUTO_TEST_CASE(strings_are_decoded) {
  BOOST_TEST(member(R"("\u00e9\u20ac\ud83d\ude00")").text == "é€😀");
  BOOST_TEST(member(R"("\"\\\/\b\t<\/script>")").text == "\"\\/\b\t</script>");
  BOOST_TEST(member(R"("a\u0000b")").text == "a\0b"sv);
  BOOST_TEST(member("\"naïve 日本\"").text == "naïve 日本");
  BOOST_TEST(object(R"({"\u0061":1})").members[0].name == "a");
}

BOOST_AUTO_TEST_CASE(nested_values_are_checked_and_forgotten) {
  auto read = object(R"({"a":[1,{"a":"x","b":[2.5]}],"b":{"a":{"a":null}},"c":3})");
  BOOST_REQUIRE_EQUAL(read.members.size(), 3);
  BOOST_TEST(read.members[0].kind == json_kind::array);
  BOOST_TEST(read.members[0].text == "");
  BOOST_TEST(read.members[1].kind == json_kind::object);
  BOOST_TEST(read.members[2].integer == 3);
  BOOST_TEST(is_refused(R"({"a":[1,{"a":"x"])"));
  BOOST_TEST(is_refused("{\"a\":[\"\xff\"]}"));
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_refused) {
  for (auto body : {"{",
                    "{\"a\":1",
                    "{\"a\":1,}",
                    "{'a':1}",
                    "{\"a\"/**/:1}",
                    "{\"a\":1}//",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"a\":+1}",
                    "{a:1}",
                    "{\"a\":.5}",
                    "{\"a\":5.}",
                    "{\"a\":True}",
                    "{\"a\":1 \"b\":2}",
                    "{,}",
                    "{\"a\"}",
                    "{\"a\":\"x}",
                    "{\"a\":\"\\x\"}",
                    "{\"a\":\"\\u12\"}",
                    "\x0c{}",
                    "\xa0{}",
                    "\x0b{}",
                    "]",
                    "}"})
    BOOST_TEST(is_refused(body), body);
}

BOOST_AUTO_TEST_CASE(text_behind_the_object_is_refused) {
  for (auto body : {"{} x", "{}{}", "{}}", "{},", "{}1"})
    BOOST_TEST(is_refused(body), body);
}

BOOST_AUTO_TEST_CASE(a_nul_byte_is_refused_everywhere) {
  BOOST_TEST(is_refused("{}\0"sv));
  BOOST_TEST(is_refused("{}\0{\"a\":1}"sv));
  BOOST_TEST(is_refused("\0{}"sv));
  BOOST_TEST(is_refused("{\"a\":\"b\0c\"}"sv));
  BOOST_TEST(is_refused("{\0}\0"sv));
}

BOOST_AUTO_TEST_CASE(control_characters_in_strings_are_refused) {
  for (auto body : {"{\"a\":\"b\nc\"}", "{\"a\":\"b\x01\"}", "{\"a\nb\":1}"})
    BOOST_TEST(is_refused(body));
}

BOOST_AUTO_TEST_CASE(broken_unicode_is_refused) {
  for (auto text : {"a\xff", "\xC3(", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\\ud800",
                    "\\udc00", "\\ud800\\u0041", "\\ud800x"}) {
    BOOST_TEST(is_refused("{\"a\":\"" + std::string{text} + "\"}"));
    BOOST_TEST(is_refused("{\"" + std::string{text} + "\":1}"));
  }
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_refused) {
  BOOST_TEST(is_refused("\xEF\xBB\xBF{}"));
  BOOST_TEST(is_refused("\xFF\xFE{\0}\0"sv));
}

BOOST_AUTO_TEST_CASE(only_objects_are_accepted) {
  for (auto body : {"[]", "\"x\"", "5", "5.5", "null", "true", "[{}]"})
    BOOST_TEST(detail(body) == "The body must be a JSON object.", body);
  BOOST_TEST(is_refused(""));
  BOOST_TEST(is_refused(" "));
}

BOOST_AUTO_TEST_CASE(a_name_twice_is_refused_at_every_depth) {
  BOOST_TEST(is_refused(R"({"a":1,"a":2})"));
  BOOST_TEST(is_refused(R"({"a":1,"b":2,"a":1})"));
  BOOST_TEST(is_refused(R"({"a":1,"\u0061":1})"));
  BOOST_TEST(is_refused(R"({"a":{"b":1,"b":1}})"));
  BOOST_TEST(is_refused(R"({"a":[[{"b":1,"b":1}]]})"));
  BOOST_TEST(!is_refused(R"({"a":{"a":1},"b":[{"a":1},{"a":1}],"c":{"b":1}})"));
}

BOOST_AUTO_TEST_CASE(nesting_ends_at_32_levels) {
  auto nested = [](std::size_t levels) {
    return "{\"a\":" + repeated("[", levels - 1) + repeated("]", levels - 1) + "}";
  };
  BOOST_TEST(!is_refused(nested(json_depth_max)));
  BOOST_TEST(is_refused(nested(json_depth_max + 1)));
  BOOST_TEST(is_refused(nested(100'000)));
  auto objects = repeated("{\"a\":", json_depth_max) + "1" + repeated("}", json_depth_max);
  BOOST_TEST(!is_refused(objects));
  BOOST_TEST(is_refused("{\"a\":" + objects + "}"));
  BOOST_TEST(is_refused(repeated("[", 100'000)));
}

BOOST_AUTO_TEST_CASE(a_body_has_at_most_1000_members) {
  auto with = [](std::size_t count) {
    std::string body;
    for (std::size_t i = 0; i < count; ++i)
      body += (i == 0 ? "{\"k" : ",\"k") + std::to_string(i) + "\":1";
    return body + "}";
  };
  BOOST_TEST(object(with(json_members_max)).members.size() == json_members_max);
  BOOST_TEST(is_refused(with(json_members_max + 1)));
  BOOST_TEST(is_refused("{\"a\":" + with(json_members_max) + "}"));
}

BOOST_AUTO_TEST_CASE(numbers_beyond_double_are_refused) {
  BOOST_TEST(detail("{\"a\":1e999}") == "The body has a number that is too large at byte 10.");
  BOOST_TEST(is_refused("{\"a\":[-1e999]}"));
  BOOST_TEST(is_refused("{\"a\":" + std::string(1'000'000, '9') + "}"));
}

BOOST_AUTO_TEST_CASE(details_show_nothing_of_the_body) {
  for (auto body :
       {"{\"secret\":<script>}", "{\"secret\":1,\"secret\":2}", "\"secret\"", "{\"secret"})
    BOOST_TEST(detail(body).find_first_of("<") == std::string::npos);
  BOOST_TEST(detail("{\"secret\":secret}") == "The body is not valid JSON at byte 11.");
}

BOOST_AUTO_TEST_CASE(a_large_text_is_read) {
  std::string text(1'000'000, 'a');
  BOOST_TEST((member("\"" + text + "\"").text == text));
}

BOOST_AUTO_TEST_SUITE_END()
