#include "http/edge/request_line.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(request_lines)

namespace {

using namespace souk;

request_line read(std::string_view text) {
  request_line result;
  const auto fault = read_request_line(text, result);
  BOOST_REQUIRE_MESSAGE(!fault, text);
  return result;
}

/// Code and detail.
std::string refusal_of(std::string_view text) {
  request_line ignored;
  const auto fault = read_request_line(text, ignored);
  BOOST_REQUIRE_MESSAGE(fault, text);
  return std::string{fault->kind->code} + ": " + std::string{fault->detail};
}

} // namespace

BOOST_AUTO_TEST_CASE(a_line_has_three_parts) {
  const auto line = read("POST /a%20b?c=d HTTP/1.1");
  BOOST_TEST(line.method == "POST");
  BOOST_TEST(line.target == "/a%20b?c=d");
  BOOST_TEST(line.path == line.target);
  BOOST_TEST(!line.authority);
  BOOST_TEST(line.minor_version == 1);
  BOOST_TEST(line.is_canonical);
}

BOOST_AUTO_TEST_CASE(versions_1_x_are_two) {
  BOOST_TEST(read("GET / HTTP/1.0").minor_version == 0);
  BOOST_TEST(read("GET / HTTP/1.0").is_canonical);
  BOOST_TEST(read("GET / HTTP/1.9").minor_version == 1);
  BOOST_TEST(!read("GET / HTTP/1.9").is_canonical);
}

BOOST_AUTO_TEST_CASE(an_absolute_target_has_an_authority_and_a_path) {
  const auto line = read("GET HTTP://a.example:80/b?c HTTP/1.1");
  BOOST_TEST((line.authority == "a.example:80"));
  BOOST_TEST(line.path == "/b?c");
  BOOST_TEST(!line.is_canonical);
  BOOST_TEST(read("GET http://a HTTP/1.1").path == "/");
  BOOST_TEST(read("GET http://a?b HTTP/1.1").path == "?b");
  BOOST_TEST(read("OPTIONS http://a HTTP/1.1").path == "*");
  BOOST_TEST(read("OPTIONS http://a/ HTTP/1.1").path == "/");
  BOOST_TEST(read("OPTIONS * HTTP/1.1").path == "*");
}

BOOST_AUTO_TEST_CASE(every_refusal_says_what_a_line_must_be) {
  BOOST_TEST(refusal_of("GET /").find("a target and HTTP/1.1") != std::string::npos);
  BOOST_TEST(refusal_of("").find("a target and HTTP/1.1") != std::string::npos);
  BOOST_TEST(refusal_of("GET /\x7f HTTP/1.1").find("a slash") != std::string::npos);
  BOOST_TEST(refusal_of("GET http:// HTTP/1.1").find("a host") != std::string::npos);
  BOOST_TEST(refusal_of("GET http://a@b/ HTTP/1.1").find("no user") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_version_is_told_before_a_wrong_method) {
  BOOST_TEST(refusal_of("BREW / HTTP/2.0") == "version_unsupported: ");
  BOOST_TEST(refusal_of("BREW / HTTP/1.1") == "method_unknown: ");
  BOOST_TEST(refusal_of("CONNECT a:1 HTTP/1.1") == "method_unknown: ");
}

BOOST_AUTO_TEST_CASE(a_host_is_a_name_or_an_address_and_perhaps_a_port) {
  for (std::string_view text :
       {"", "a", "a:", "a-b.example:80", "127.0.0.1:8080", "[::1]", "[::1]:80", "[::ffff:1.2.3.4]",
        "%41", "a%C3%a4:1", "A_~!$&'()*+;="})
    BOOST_TEST(is_host(text), text);
  for (std::string_view text :
       {" ",       "a b",    "a/b", "a@b",        "a,b",  "a?b",     "a#b",   "\"a\"",
        "\x80",    ":",      ":80", "a:b",        "a:-1", "a:80:80", "a:b:c", "%",
        "%4",      "%zz",    "a%",  "[",          "]",    "[]",      "[::1",  "[::1]a",
        "[::1]80", "]]::[[", "[a]", "[::1%25lo]", "::1",  "a[::1]"})
    BOOST_TEST(!is_host(text), text);
  BOOST_TEST(!is_host(std::string_view{"a\0", 2}));
  BOOST_TEST(!is_host(std::string_view{"[::1\0]", 6}));
}

BOOST_AUTO_TEST_SUITE_END()
