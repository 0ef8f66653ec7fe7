#include "messages/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(utf8)

using namespace souk;

BOOST_AUTO_TEST_CASE(utf8_is_told_from_other_bytes) {
  for (auto text : {"", "a", "ä", "€", "😀", "\x7f", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF",
                    "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    BOOST_TEST(valid_utf8(text), text);
  for (auto text : {"\x80",
                    "\xBF",
                    "\xC0\x80",
                    "\xC1\xBF",
                    "\xC2",
                    "\xC2\x7f",
                    "\xC2\xC0",
                    "\xE0\x9F\xBF",
                    "\xE2\x82",
                    "\xE2\x82(",
                    "\xED\xA0\x80",
                    "\xED\xBF\xBF",
                    "\xF0\x8F\xBF\xBF",
                    "\xF0\x9F\x98",
                    "\xF0\x9F\x98(",
                    "\xF4\x90\x80\x80",
                    "\xF5\x80\x80\x80",
                    "\xFE",
                    "\xFF",
                    "a\xffz"})
    BOOST_TEST(!valid_utf8(text));
}

BOOST_AUTO_TEST_CASE(every_code_point_is_valid_utf8_but_surrogates) {
  auto byte = [](unsigned value) { return static_cast<char>(value); };
  for (unsigned x = 0x800; x < 0x10000; ++x) {
    std::string text = {byte(0xE0 | x >> 12), byte(0x80 | (x >> 6 & 0x3F)),
                        byte(0x80 | (x & 0x3F))};
    BOOST_REQUIRE_EQUAL(valid_utf8(text), x < 0xD800 || x > 0xDFFF);
  }
}

BOOST_AUTO_TEST_CASE(length_is_counted_in_code_points) {
  BOOST_TEST(utf8_length("") == 0);
  BOOST_TEST(utf8_length("abc") == 3);
  BOOST_TEST(utf8_length("ä€😀x") == 4);
}

BOOST_AUTO_TEST_CASE(the_first_character_is_measured) {
  BOOST_TEST(utf8_character_bytes("ab") == 1);
  BOOST_TEST(utf8_character_bytes("äb") == 2);
  BOOST_TEST(utf8_character_bytes("€b") == 3);
  BOOST_TEST(utf8_character_bytes("😀b") == 4);
  BOOST_TEST(utf8_character_bytes("") == 0);
  BOOST_TEST(utf8_character_bytes("\x80") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
