#include "http/edge/last_fields.hpp"

#include "test/http/read_message.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(last_field_blocks)

namespace {

using namespace souk;
using namespace souk::test;

} // namespace

BOOST_AUTO_TEST_CASE(fields_are_kept_with_what_they_mean) {
  last_fields last;
  BOOST_TEST(!last.are_first_in(""));
  BOOST_TEST(
    (read_at_once(post("Content-Length: 3\r\n", "{ }"), &last).what == read_result::whole));
  BOOST_TEST(last.are_first_in("Host: shop.example\r\nContent-Length: 3\r\n\r\n[1]"));
  BOOST_TEST(last.fields().content_length() == 3u);
  BOOST_TEST(!last.are_first_in("Host: shop.example\r\nContent-Length: 4\r\n\r\n[12]"));
  BOOST_TEST(!last.are_first_in("Host: shop.example\r\nContent-Length: 3\r\n"));
}

BOOST_AUTO_TEST_CASE(the_same_fields_have_another_line_and_body) {
  last_fields last;
  const std::string fields = "Content-Length: 3\r\nX-A: 1\r\n";
  for (auto& input : {post(fields, "[1]"), get("/products", fields) + "[2]",
                      "GET http://b/ HTTP/1.0\r\n" + std::string{host_line} + fields + "\r\n[3]"})
    BOOST_TEST(read_at_once(input, &last) == read_at_once(input), input);
  // The body of it is still to come.
  BOOST_TEST((read_at_once(post(fields, "[1"), &last).what == read_result::partial));
}

// What the fields are allowed to say hangs on the version in the line.
BOOST_AUTO_TEST_CASE(the_same_fields_may_be_a_fault_behind_another_line) {
  last_fields last;
  BOOST_TEST(read_at_once(chunked("0\r\n\r\n"), &last).code == "");
  const auto older = "POST /cart HTTP/1.0\r\n" + std::string{host_line}
                     + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  BOOST_TEST(read_at_once(older, &last).code == "malformed_request");
  BOOST_TEST(read_at_once("GET / HTTP/1.0\r\nX-A: 1\r\n\r\n", &last).code == "");
  BOOST_TEST(read_at_once("GET / HTTP/1.1\r\nX-A: 1\r\n\r\n", &last).code == "malformed_request");
}

BOOST_AUTO_TEST_CASE(other_fields_are_read) {
  last_fields last;
  BOOST_TEST(read_at_once(get("/", "X-A: 1\r\n"), &last).code == "");
  BOOST_TEST(read_at_once(get("/", "X-A: 1\r\nX B: 1\r\n"), &last).code == "malformed_request");
  BOOST_TEST(read_at_once(get("/", "X-A:\t1\r\n"), &last).canonical == get("/", "X-A: 1\r\n"));
  BOOST_TEST(read_at_once(get("/", "X-A: \x01\r\n"), &last).code == "malformed_request");
}

BOOST_AUTO_TEST_CASE(long_ones_are_not_kept) {
  last_fields last;
  BOOST_TEST(read_at_once(get("/"), &last).code == "");
  BOOST_TEST(last.size() > 0u);
  const auto longer = get("/", "X-A: " + std::string(last_fields::bytes_max, 'a') + "\r\n");
  BOOST_TEST(read_at_once(longer, &last) == read_at_once(longer));
  BOOST_TEST(last.size() == 0u);
  BOOST_TEST(!last.are_first_in(""));
}

BOOST_AUTO_TEST_SUITE_END()
