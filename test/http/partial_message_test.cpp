#include "http/edge/partial_message.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace partial_messages {

using namespace souk;

partial_message read_of(std::string_view head) {
  return {head, {asio::ip::make_address("192.0.2.7"), 50'123}};
}

std::string value_in(std::string_view head, std::string_view name) {
  return std::string{read_of(head).field(name).value_or("none")};
}

} // namespace partial_messages

BOOST_AUTO_TEST_SUITE(partial_messages)

using namespace partial_messages;

BOOST_AUTO_TEST_CASE(a_whole_head_is_read_as_it_is) {
  const auto read =
    read_of("PUT /a?b=c HTTP/1.0\r\nHost: x\r\nOrigin:  https://y \r\n\r\nA: b\r\n");
  BOOST_TEST(read.method() == "PUT");
  BOOST_TEST(read.target() == "/a?b=c");
  BOOST_TEST(read.protocol() == "HTTP/1.0");
  std::string fields;
  read.for_each_field(
    [&](auto name, auto value) { fields.append(name).append("=").append(value).append(";"); });
  BOOST_TEST(fields == "Host=x;Origin=https://y;");
  BOOST_TEST(read.body().empty());
  BOOST_TEST(read.peer().port == 50'123);
}

BOOST_AUTO_TEST_CASE(a_target_that_has_not_come_to_its_end_is_shown_up_to_its_last_slash) {
  for (std::string_view head : {"GET /users/ann", "GET /users/ann%4", "GET /users/ann\r"}) {
    const auto read = read_of(head);
    BOOST_TEST(read.method() == "GET", head);
    BOOST_TEST(read.target() == "/users/", head);
    BOOST_TEST(read.protocol() == "HTTP/1.1", head);
  }
  BOOST_TEST(read_of("GET /users/ann HT").target() == "/users/ann");
}

BOOST_AUTO_TEST_CASE(what_is_no_http_has_neither_method_nor_target) {
  using namespace std::string_view_literals;
  for (std::string_view head :
       {""sv, "GET"sv, "GET "sv, "\x16\x03\x01\x02 \x01"sv, "a@b.example /c HTTP/1.1\r\n"sv,
        " /c"sv, "bob lives here"sv, "secret\r\n"sv, "{\"a\": /b }"sv}) {
    BOOST_TEST(read_of(head).method() == "", head);
    BOOST_TEST(read_of(head).target() == "", head);
  }
}

BOOST_AUTO_TEST_CASE(what_may_not_be_in_a_line_ends_it) {
  BOOST_TEST(read_of("GET /a#access_token=b HTTP/1.1\r\n").target() == "/a");
  const auto read = read_of("GET /a/b\nCookie:c=d\n\n");
  BOOST_TEST(read.method() == "GET");
  BOOST_TEST(read.target() == "/a/");
}

BOOST_AUTO_TEST_CASE(a_host_that_is_none_is_not_shown) {
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nHost: a.example:80\r\n", "Host") == "a.example:80");
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nHost: user:password@a.example\r\n", "Host") == "none");
}

BOOST_AUTO_TEST_CASE(a_field_is_found_whatever_its_case_and_the_first_counts) {
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nX-Id: a\r\nx-id: b\r\n", "x-iD") == "a");
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nX-Id\r\nX-Id:\tb\t\r\n", "X-Id") == "");
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nX-Id: a\r\n", "X-I") == "none");
}

BOOST_AUTO_TEST_CASE(a_field_whose_line_has_not_come_to_its_end_is_none) {
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nX-Id: a", "X-Id") == "none");
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nX-Id: a\r", "X-Id") == "none");
  BOOST_TEST(value_in("GET / HTTP/1.1\r\nA: b\r\nX-Id: a\r\n", "X-Id") == "a");
}

BOOST_AUTO_TEST_CASE(a_body_is_no_field) {
  BOOST_TEST(value_in("POST / HTTP/1.1\r\nA: b\r\n\r\nX-Id: a\r\n", "X-Id") == "none");
}

BOOST_AUTO_TEST_SUITE_END()
