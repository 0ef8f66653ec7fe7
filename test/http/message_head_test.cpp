// The first lines of a message, as its reader takes them.

#include "http/edge/message_reader.hpp"

#include "test/http/read_message.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(message_heads)

namespace {

using namespace souk;
using namespace souk::test;

} // namespace

BOOST_AUTO_TEST_CASE(empty_lines_before_a_request_are_skipped) {
  auto got = read("\r\n" + get("/"));
  BOOST_TEST(got.canonical == get("/"));
  BOOST_TEST(!got.is_canonical);
  BOOST_TEST(code_of("\r\n\r\n\r\n\r\n\r\n" + get("/")) == "malformed_request");
  message_reader reader{usual_limits};
  reader.read("\r\n");
  BOOST_TEST(!reader.has_begun());
  reader.read("\r\nG");
  BOOST_TEST(reader.has_begun());
}

BOOST_AUTO_TEST_CASE(a_request_line_has_one_form) {
  const auto with_line = [](const std::string& line) {
    return line + "\r\n" + std::string{host_line} + "\r\n";
  };
  for (std::string line : {"GET  / HTTP/1.1",
                           " GET / HTTP/1.1",
                           "GET / HTTP/1.1 ",
                           "GET /",
                           "GET / http/1.1",
                           "GET / HTTP/1.10",
                           "GET / HTTP/x.1",
                           "GET /a b HTTP/1.1",
                           "GET\t/ HTTP/1.1",
                           "G(T / HTTP/1.1",
                           "GET products HTTP/1.1",
                           "GET * HTTP/1.1",
                           "GET /#top HTTP/1.1",
                           "GET /\xff HTTP/1.1",
                           "GET /\x01 HTTP/1.1",
                           "GET /\x7f HTTP/1.1",
                           "GET ftp://a/ HTTP/1.1",
                           "GET http:///a HTTP/1.1",
                           "GET http://ann@a/ HTTP/1.1",
                           "GET  HTTP/1.1"})
    BOOST_TEST(code_of(with_line(line)) == "malformed_request", line);
  BOOST_TEST(code_of(with_line(std::string{"GET /\0 HTTP/1.1", 16})) == "malformed_request");
  for (std::string line : {"GET / HTTP/2.0", "GET / HTTP/0.9", "PRI * HTTP/2.0"})
    BOOST_TEST(code_of(with_line(line)) == "version_unsupported", line);
  for (std::string line : {"FOO / HTTP/1.1", "CONNECT a:1 HTTP/1.1", "get / HTTP/1.1"})
    BOOST_TEST(code_of(with_line(line)) == "method_unknown", line);
}

BOOST_AUTO_TEST_CASE(bytes_of_another_protocol_are_refused_at_once) {
  BOOST_TEST(read_at_once("\x16\x03\x01").code == "malformed_request");
  BOOST_TEST(read_at_once(std::string(1, '\0')).code == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_later_minor_version_counts_as_1_1) {
  auto got = read("GET / HTTP/1.2\r\nHost: a\r\n\r\n");
  BOOST_TEST(got.canonical == "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(!got.is_canonical);
}

BOOST_AUTO_TEST_CASE(an_absolute_target_becomes_a_path_and_the_host) {
  const std::vector<std::pair<std::string, std::string>> cases{
    {"GET http://b:81/x?y", "GET /x?y"},
    {"GET HTTPS://b:81", "GET /"},
    {"GET http://b:81?y", "GET /?y"},
    {"OPTIONS http://b:81", "OPTIONS *"}};
  for (auto& [line, canonical_line] : cases)
    BOOST_TEST(read(line + " HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n\r\n").canonical
               == canonical_line + " HTTP/1.1\r\nHost: b:81\r\nX-A: 1\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(lines_end_with_cr_lf) {
  BOOST_TEST(code_of("GET / HTTP/1.1\nHost: a\n\n") == "malformed_request");
  BOOST_TEST(code_of("GET / HTTP/1.1\r\nHost: a\n\r\n") == "malformed_request");
  BOOST_TEST(code_of("GET / HTTP/1.1\r\nHost: a\r\n\n") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_field_has_one_form) {
  for (std::string field : {"X Y: 1", "X : 1", ": 1", "nonsense", " X: 1", "X: a\r\n b",
                            "X-\xe9: a", "X: a\rb", "X: \x01", "X: \x7f"})
    BOOST_TEST(code_of(get("/", field + "\r\n")) == "malformed_request", field);
  BOOST_TEST(code_of("GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_request_names_one_host) {
  for (std::string value : {"shop.example", "[::1]:80", "a-b_c~1", "%41", ""})
    BOOST_TEST(code_of("GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n") == "", value);
  for (std::string value : {"a b", "a/b", "a,b", "a@b", "\xc3\xa4", "<a>"})
    BOOST_TEST(code_of("GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n") == "malformed_request",
               value);
  BOOST_TEST(code_of("GET / HTTP/1.1\r\n\r\n") == "malformed_request");
  BOOST_TEST(code_of(get("/", "Host: b\r\n")) == "malformed_request");
  BOOST_TEST(code_of("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_client_of_1_0_needs_no_host) {
  BOOST_TEST(read("GET / HTTP/1.0\r\n\r\n").canonical == "GET / HTTP/1.0\r\nHost: \r\n\r\n");
}

BOOST_AUTO_TEST_CASE(fields_that_are_no_lists_stand_once) {
  for (std::string name : {"Content-Type", "Content-Encoding", "Idempotency-Key"}) {
    BOOST_TEST(code_of(get("/", name + ": a\r\n")) == "", name);
    BOOST_TEST(code_of(get("/", name + ": a\r\n" + name + ": a\r\n")) == "malformed_request", name);
  }
  BOOST_TEST(code_of(post("Content-Length: 1\r\ncontent-length: 1\r\n", "a"))
             == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_request_line_has_at_most_8_kib) {
  const auto line_of = [](std::size_t size) {
    return get(std::string("/").append(size - 14, 'a'));
  };
  BOOST_TEST(read_at_once(line_of(8 * 1024)).code == "");
  BOOST_TEST(read_at_once(line_of(8 * 1024 + 1)).code == "target_too_long");
}

BOOST_AUTO_TEST_CASE(the_fields_have_limits) {
  const auto fields = [](int count) {
    std::string lines;
    for (int i = 1; i < count; ++i)
      lines += "A: b\r\n";
    return get("/", lines);
  };
  BOOST_TEST(read_at_once(fields(64)).code == "");
  BOOST_TEST(read_at_once(fields(65)).code == "fields_too_large");
  const auto bytes = [](std::size_t count) {
    return get("/", "A: " + std::string(count - host_line.size() - 5, 'a') + "\r\n");
  };
  BOOST_TEST(read_at_once(bytes(16 * 1024)).code == "");
  BOOST_TEST(read_at_once(bytes(16 * 1024 + 1)).code == "fields_too_large");
}

BOOST_AUTO_TEST_SUITE_END()
