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
