#include "http/token.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(tokens)

namespace {

using namespace souk;
using namespace std::literals;

} // namespace

BOOST_AUTO_TEST_CASE(a_token_character_is_visible_and_no_delimiter) {
  const std::string characters = "!#$%&'*+-.^_`|~0123456789"
                                 "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (int c = 0; c < 256; ++c)
    BOOST_TEST(is_token_character(static_cast<char>(c))
                 == (characters.find(static_cast<char>(c)) != std::string::npos),
               c);
}

BOOST_AUTO_TEST_CASE(a_token_has_at_least_one_character_and_no_other) {
  for (auto text : {"Host"sv, "x"sv, "!"sv, "Content-Type"sv})
    BOOST_TEST(is_token(text), text);
  for (auto text : {""sv, "Content-Type "sv, " a"sv, "a b"sv, "a:b"sv, "a\0"sv, "\xc3\xa4"sv})
    BOOST_TEST(!is_token(text), text);
}

BOOST_AUTO_TEST_CASE(a_value_has_no_control_character_but_the_tab_wherever_it_stands) {
  for (std::size_t size = 0; size <= 20; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (int c = 0; c < 256; ++c) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(c);
        const bool is_value = c == '\t' || (c >= ' ' && c != 0x7f);
        if (is_field_value(text) != is_value)
          BOOST_ERROR("byte " << c << " at " << at << " of " << size);
      }
  BOOST_TEST(is_field_value(""));
  BOOST_TEST(is_field_value(std::string(9, '\xff')));
  BOOST_TEST(is_field_value("a tab\tand another\t"));
  BOOST_TEST(!is_field_value("a tab\tand a line feed\n"));
}

BOOST_AUTO_TEST_CASE(spaces_and_tabs_around_a_text_are_cut_off) {
  for (auto text : {"a b"sv, " a b"sv, "a b\t"sv, "\t a b \t"sv})
    BOOST_TEST(trimmed(text) == "a b");
  for (auto text : {""sv, " "sv, "\t \t"sv})
    BOOST_TEST(trimmed(text).empty());
}

BOOST_AUTO_TEST_CASE(case_is_ignored_in_ascii_only) {
  BOOST_TEST(equals_ignoring_case("Content-TYPE", "content-type"));
  BOOST_TEST(equals_ignoring_case("", ""));
  for (auto [a, b] : {std::pair{"host"sv, "hosts"sv},
                      {"hosts"sv, "host"sv},
                      {"@"sv, "`"sv},
                      {"["sv, "{"sv},
                      {"\xc3\x84"sv, "\xc3\xa4"sv},
                      {"a"sv, ""sv}})
    BOOST_TEST(!equals_ignoring_case(a, b), a);
}

BOOST_AUTO_TEST_SUITE_END()
