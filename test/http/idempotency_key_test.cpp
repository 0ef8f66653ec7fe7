#include "http/idempotency_key.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(idempotency_key)

namespace {

using namespace souk;
using namespace std::literals;

std::string in_quotes(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

} // namespace

BOOST_AUTO_TEST_CASE(a_bare_key_is_taken_as_it_is) {
  for (auto key :
       {"a", "8e03978e-40d5-43dd-bc93-6894a57f9324", "!", "~", "a\"b", "a\\b", "a,b;c=d"})
    BOOST_TEST(parse_idempotency_key(key).value() == key);
}

BOOST_AUTO_TEST_CASE(a_quoted_key_is_the_same_key) {
  BOOST_TEST(parse_idempotency_key(in_quotes("abc")).value() == "abc");
  BOOST_TEST(parse_idempotency_key(in_quotes(R"(a\"b\\c)")).value() == R"(a"b\c)");
  BOOST_TEST(parse_idempotency_key(in_quotes(R"(\\)")).value() == R"(\)");
}

BOOST_AUTO_TEST_CASE(spaces_around_the_value_are_ignored) {
  BOOST_TEST(parse_idempotency_key(" abc\t").value() == "abc");
  BOOST_TEST(parse_idempotency_key("\t\"abc\" ").value() == "abc");
}

BOOST_AUTO_TEST_CASE(a_key_has_1_to_255_characters) {
  std::string longest(idempotency_key_characters_max, 'k');
  BOOST_TEST(parse_idempotency_key(longest).value() == longest);
  BOOST_TEST(parse_idempotency_key(in_quotes(longest)).value() == longest);
  BOOST_TEST(!parse_idempotency_key(longest + "k"));
  BOOST_TEST(!parse_idempotency_key(in_quotes(longest + "k")));
  BOOST_TEST(!parse_idempotency_key(""));
  BOOST_TEST(!parse_idempotency_key(" \t"));
  BOOST_TEST(!parse_idempotency_key(in_quotes("")));
}

BOOST_AUTO_TEST_CASE(escapes_do_not_count) {
  std::string key;
  for (std::size_t i = 0; i < idempotency_key_characters_max; ++i)
    key += R"(\")";
  BOOST_TEST(parse_idempotency_key(in_quotes(key)).value() == std::string(255, '"'));
}

BOOST_AUTO_TEST_CASE(only_visible_ascii_is_accepted) {
  for (auto key :
       {"a b", "one, two", "a\tb", "a\x7f", "\x01", "ä", "\xff", "\"a b\"", "\"ä\"", "a\nb"})
    BOOST_TEST(!parse_idempotency_key(key));
  BOOST_TEST(!parse_idempotency_key("a\0"sv));
}

BOOST_AUTO_TEST_CASE(broken_quotes_are_refused) {
  for (auto key :
       {"\"", "\"abc", "\"a\"b\"", "\"a\"b", "\"abc\\\"", "\"a\\bc\"", "\"abc\";a=1", "\"\\\""})
    BOOST_TEST(!parse_idempotency_key(key), key);
}

BOOST_AUTO_TEST_SUITE_END()
