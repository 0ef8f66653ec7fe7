#include "http/header_block.hpp"

#include "http/http_date.hpp"
#include "http/problem.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(header_blocks)

namespace {

using namespace souk;

/// The block with its moment replaced.
std::string timeless(const http_answer& answer, std::size_t body_bytes, bool keep_alive) {
  auto block = header_block(answer, body_bytes, keep_alive);
  auto start = block.find("Date: ");
  BOOST_REQUIRE(start != std::string::npos);
  return block.replace(start + 6, http_date().size(), "now");
}

} // namespace

BOOST_AUTO_TEST_CASE(a_block_is_a_status_line_and_fields_up_to_an_empty_line) {
  auto answer = http_answer{201, json_type}.with("Location", "/products/7").with("Vary", "Origin");
  BOOST_TEST(timeless(answer, 5, true)
             == "HTTP/1.1 201 Created\r\n"
                "Connection: keep-alive\r\n"
                "Date: now\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Referrer-Policy: no-referrer\r\n"
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                "Cache-Control: no-store\r\n"
                "Content-Length: 5\r\n"
                "Content-Type: application/json\r\n"
                "Location: /products/7\r\n"
                "Vary: Origin\r\n"
                "\r\n");
}

BOOST_AUTO_TEST_CASE(an_answer_that_ends_the_connection_says_so) {
  BOOST_TEST(timeless({200, html_type}, 0, false)
             == "HTTP/1.1 200 OK\r\n"
                "Connection: close\r\n"
                "Date: now\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Referrer-Policy: no-referrer\r\n"
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                "Cache-Control: no-store\r\n"
                "Content-Length: 0\r\n"
                "Content-Type: text/html; charset=utf-8\r\n"
                "\r\n");
}

BOOST_AUTO_TEST_CASE(no_content_has_neither_length_nor_type) {
  BOOST_TEST(timeless({204, {}}, 0, true)
             == "HTTP/1.1 204 No Content\r\n"
                "Connection: keep-alive\r\n"
                "Date: now\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Referrer-Policy: no-referrer\r\n"
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                "Cache-Control: no-store\r\n"
                "\r\n");
}

BOOST_AUTO_TEST_CASE(not_modified_has_a_tag_instead) {
  http_answer answer{304, {}};
  answer.tag = "7.0-0123456789abcdef";
  answer.cache_control = "no-cache";
  answer.varies = true;
  BOOST_TEST(timeless(answer, 0, true)
             == "HTTP/1.1 304 Not Modified\r\n"
                "Connection: keep-alive\r\n"
                "Date: now\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Referrer-Policy: no-referrer\r\n"
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                "Cache-Control: no-cache\r\n"
                "Vary: Accept-Encoding\r\n"
                "ETag: \"7.0-0123456789abcdef\"\r\n"
                "\r\n");
}

BOOST_AUTO_TEST_CASE(a_page_has_a_policy_of_its_own_and_an_answer_the_name_of_its_request) {
  http_answer answer{200, html_type};
  answer.content_policy = "default-src 'self'";
  answer.request_id = "r-1";
  auto block = header_block(answer, 0, true);
  BOOST_TEST(block.find("\r\nContent-Security-Policy: default-src 'self'\r\n")
             != std::string::npos);
  BOOST_TEST(block.find("'none'") == std::string::npos);
  BOOST_TEST(block.find("\r\nX-Request-Id: r-1\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_date_is_that_of_this_moment) {
  auto before = "Date: " + http_date() + "\r\n";
  auto block = header_block({}, 0, true);
  auto after = "Date: " + http_date() + "\r\n";
  BOOST_TEST((block.find(before) != std::string::npos || block.find(after) != std::string::npos));
}

BOOST_AUTO_TEST_CASE(every_status_in_use_has_a_reason) {
  for (int status : {200, 201, 204, 304})
    BOOST_TEST(reason_of(status) != "Unknown", status);
  for (auto* kind : all_problems())
    BOOST_TEST(reason_of(kind->status) != "Unknown", kind->status);
  BOOST_TEST(reason_of(422) == "Unprocessable Content");
  BOOST_TEST(reason_of(299) == "Unknown");
}

BOOST_AUTO_TEST_SUITE_END()
