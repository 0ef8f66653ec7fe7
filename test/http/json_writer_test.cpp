#include "http/json_writer.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(json_writer)

namespace {

using namespace souk;
using namespace std::literals;

std::string in_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string printed(std::chrono::system_clock::time_point time) {
  std::string out;
  append_time(out, time);
  return out;
}

std::string printed(std::int64_t number) {
  std::string out;
  append_int(out, number);
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(clean_text_is_only_quoted) {
  BOOST_TEST(in_quotes("") == R"("")");
  BOOST_TEST(in_quotes("a lamp") == R"("a lamp")");
  BOOST_TEST(in_quotes("</script>\x7f") == "\"</script>\x7f\"");
  BOOST_TEST(in_quotes("naïve 日本 😀") == "\"naïve 日本 😀\"");
}

BOOST_AUTO_TEST_CASE(quotes_backslashes_and_control_characters_are_escaped) {
  BOOST_TEST(in_quotes(R"(a"b\c)") == R"("a\"b\\c")");
  BOOST_TEST(in_quotes("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  BOOST_TEST(in_quotes("\0\x01\x1f"sv) == R"("\u0000\u0001\u001f")");
  BOOST_TEST(in_quotes("ü\"ü") == "\"ü\\\"ü\"");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_replaced) {
  BOOST_TEST(in_quotes("a\xff") == "\"a\uFFFD\"");
  BOOST_TEST(in_quotes("\xC3(") == "\"\uFFFD(\"");
  BOOST_TEST(in_quotes("\xC0\xAF") == "\"\uFFFD\uFFFD\"");
  BOOST_TEST(in_quotes("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");
  BOOST_TEST(in_quotes("ab\xF0\x9F\x98") == "\"ab\uFFFD\uFFFD\uFFFD\"");
  BOOST_TEST(in_quotes("\xE2\x82\"x") == "\"\uFFFD\uFFFD\\\"x\"");
}

BOOST_AUTO_TEST_CASE(any_two_bytes_give_valid_json) {
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second) {
      std::string text = {static_cast<char>(first), static_cast<char>(second)};
      auto read = nlohmann::json::parse(in_quotes(text), nullptr, false);
      BOOST_REQUIRE(read.is_string());
      if (first < 0x80 && second < 0x80)
        BOOST_REQUIRE_EQUAL(read.get<std::string>(), text);
    }
}

BOOST_AUTO_TEST_CASE(numbers_are_printed_exactly) {
  BOOST_TEST(printed(0) == "0");
  BOOST_TEST(printed(42) == "42");
  BOOST_TEST(printed(-1) == "-1");
  BOOST_TEST(printed(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  BOOST_TEST(printed(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

BOOST_AUTO_TEST_CASE(times_are_utc_with_milliseconds) {
  using namespace std::chrono;
  auto day = sys_days{2026y / January / 2};
  BOOST_TEST(printed(day + 3h + 4min + 5s + 678ms) == R"("2026-01-02T03:04:05.678Z")");
  BOOST_TEST(printed(day + 5ms + 999us) == R"("2026-01-02T00:00:00.005Z")");
  BOOST_TEST(printed(day - 1ns) == R"("2026-01-01T23:59:59.999Z")");
  BOOST_TEST(printed(sys_days{2024y / February / 29}) == R"("2024-02-29T00:00:00.000Z")");
  BOOST_TEST(printed(system_clock::time_point{}) == R"("1970-01-01T00:00:00.000Z")");
  BOOST_TEST(printed(system_clock::time_point{-1ms}) == R"("1969-12-31T23:59:59.999Z")");
}

BOOST_AUTO_TEST_CASE(everything_is_appended) {
  std::string out = "{";
  append_json_string(out, "a");
  out += ':';
  append_int(out, 1);
  BOOST_TEST(out == R"({"a":1)");
}

BOOST_AUTO_TEST_SUITE_END()
