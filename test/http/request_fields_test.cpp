#include "http/edge/request_fields.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>
#include <vector>

BOOST_AUTO_TEST_SUITE(request_fields_of_a_head)

namespace {

using namespace souk;

/// What adding these lines, and then finishing, ends in: the code of the first fault, or nothing.
std::string outcome(const std::vector<std::string>& lines, int minor_version = 1,
                    request_fields* into = nullptr) {
  request_fields fields;
  for (auto& text : lines) {
    field_line line;
    auto fault = read_field_line(text, line);
    if (!fault)
      fault = fields.add(line);
    if (fault)
      return std::string{fault->kind->code};
  }
  const auto fault = fields.finish(minor_version);
  if (into)
    *into = fields;
  return fault ? std::string{fault->kind->code} : "";
}

request_fields fields_of(const std::vector<std::string>& lines) {
  request_fields result;
  BOOST_TEST(outcome(lines, 1, &result) == "");
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_line_is_a_name_and_a_value) {
  for (auto& [text, name, value] :
       std::vector<std::array<std::string, 3>>{{"a:b", "a", "b"},
                                               {"A-1:\t b c \t", "A-1", "b c"},
                                               {"a:", "a", ""},
                                               {"a: \t", "a", ""},
                                               {"a: :b:", "a", ":b:"},
                                               {"a: \xff", "a", "\xff"}}) {
    field_line line;
    BOOST_TEST(!read_field_line(text, line), text);
    BOOST_TEST(line.name == name);
    BOOST_TEST(line.value == value);
  }
}

BOOST_AUTO_TEST_CASE(names_have_no_case_and_no_likeness) {
  BOOST_TEST((known_field_of("hOST") == known_field::host));
  BOOST_TEST((known_field_of("Content-Length") == known_field::content_length));
  BOOST_TEST((known_field_of("TRANSFER-ENCODING") == known_field::transfer_encoding));
  BOOST_TEST((known_field_of("content-type") == known_field::content_type));
  BOOST_TEST((known_field_of("Content-Encoding") == known_field::content_encoding));
  BOOST_TEST((known_field_of("idempotency-key") == known_field::idempotency_key));
  BOOST_TEST((known_field_of("Expect") == known_field::expect));
  BOOST_TEST((known_field_of("Upgrade") == known_field::upgrade));
  BOOST_TEST((known_field_of("Connection") == known_field::connection));
  BOOST_TEST((known_field_of("Proxy-Connection") == known_field::proxy_connection));
  for (std::string_view name : {"", "Hos", "Hosts", "Content_Length", "Content-Lengt", "Upgrades"})
    BOOST_TEST((known_field_of(name) == known_field::other), name);
}

BOOST_AUTO_TEST_CASE(what_the_fields_say_is_remembered) {
  const auto fields = fields_of({"Host: a", "Content-Length: 42"});
  BOOST_TEST(fields.has(known_field::host));
  BOOST_TEST(!fields.has(known_field::expect));
  BOOST_TEST(fields.content_length() == 42u);
  BOOST_TEST(!fields.is_chunked());
  BOOST_TEST(fields.are_canonical());
}

BOOST_AUTO_TEST_CASE(what_changes_the_framing_is_not_handed_on) {
  for (std::string line : {"Transfer-Encoding: CHUNKED", "Expect: 100-continue", "Upgrade: h2c"})
    BOOST_TEST(!fields_of({"Host: a", line}).are_canonical(), line);
  BOOST_TEST(fields_of({"Host: a", "transfer-encoding: Chunked"}).is_chunked());
}

BOOST_AUTO_TEST_CASE(a_length_beyond_64_bits_counts_as_the_most) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  BOOST_TEST(fields_of({"Host: a", "Content-Length: 18446744073709551614"}).content_length()
             == most - 1);
  for (std::string length : {"18446744073709551615", "18446744073709551616", "99999999999999999999",
                             "184467440737095516150"})
    BOOST_TEST(fields_of({"Host: a", "Content-Length: " + length}).content_length() == most,
               length);
  BOOST_TEST(fields_of({"Host: a", "Content-Length: 000000000000000000000000007"}).content_length()
             == 7u);
}

BOOST_AUTO_TEST_CASE(what_stands_once_stands_once_in_any_version) {
  for (std::string name : {"Host", "Content-Type", "Content-Encoding", "Idempotency-Key"})
    for (int minor_version : {0, 1})
      BOOST_TEST(
        outcome({name + ": a", "X: y", name + ": a"}, minor_version) == "malformed_request", name);
  BOOST_TEST(outcome({"Host: a", "Content-Length: 1", "Content-Length: 1"}) == "malformed_request");
  BOOST_TEST(outcome({"Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"})
             == "malformed_request");
  for (std::string name : {"Accept", "Connection", "Upgrade", "Cookie"})
    BOOST_TEST(outcome({"Host: a", name + ": a", name + ": a"}) == "", name);
}

BOOST_AUTO_TEST_CASE(http_1_0_knows_less) {
  BOOST_TEST(outcome({}, 0) == "");
  BOOST_TEST(outcome({}, 1) == "malformed_request");
  BOOST_TEST(outcome({"Expect: coffee"}, 0) == "");
  BOOST_TEST(outcome({"Host: a", "Expect: coffee"}, 1) == "expectation_failed");
  BOOST_TEST(outcome({"Transfer-Encoding: chunked"}, 0) == "malformed_request");
}

BOOST_AUTO_TEST_CASE(one_of_two_expectations_does_not_hide_the_other) {
  BOOST_TEST(outcome({"Host: a", "Expect: coffee", "Expect: 100-continue"})
             == "expectation_failed");
  BOOST_TEST(outcome({"Host: a", "Expect: 100-continue", "Expect: coffee"})
             == "expectation_failed");
}

BOOST_AUTO_TEST_SUITE_END()
