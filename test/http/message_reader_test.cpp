#include "http/edge/message_reader.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <vector>

namespace {

using namespace souk;
using result = message_reader::result;

const edge_limits limits;

/// What a reader makes of some bytes.
struct outcome {
  result what = result::partial;
  /// Of a fault.
  std::string code = {};
  /// Of a whole message.
  std::string canonical = {};
  std::size_t size = 0;
  bool is_canonical = false;

  bool operator==(const outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const outcome& x) {
  if (x.what == result::refused)
    return out << "refused " << x.code;
  if (x.what == result::partial)
    return out << "partial";
  return out << "whole of " << x.size << ": " << x.canonical;
}

outcome outcome_of(message_reader& reader, result what, std::string_view input) {
  if (what == result::refused)
    return {what, std::string{reader.fault().kind->code}};
  if (what == result::partial)
    return {what};
  return {what, {}, reader.canonical(input, false), reader.size(), reader.is_canonical()};
}

outcome read_at_once(std::string_view input) {
  message_reader reader{limits};
  return outcome_of(reader, reader.read(input), input);
}

/// The input grows by so many bytes a time until there is an outcome.
outcome read_in_steps(std::string_view input, std::size_t step) {
  message_reader reader{limits};
  for (std::size_t end = step; end < input.size() + step; end += step) {
    const auto so_far = input.substr(0, end);
    const auto what = reader.read(so_far);
    if (what != result::partial)
      return outcome_of(reader, what, so_far);
  }
  return {};
}

/// However the bytes are cut, the outcome is the same; `is_canonical` of a message that came in
/// pieces, too.
outcome read(const std::string& input) {
  auto whole = read_at_once(input);
  if (input.size() < 5'000)
    for (std::size_t step : {1, 2, 3, 7, 50})
      BOOST_TEST(read_in_steps(input, step) == whole, "cut into " << step << ": " << input);
  return whole;
}

std::string code_of(const std::string& input) {
  return read(input).code;
}

constexpr std::string_view host_line = "Host: shop.example\r\n";

std::string get(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\n" + std::string{host_line} + fields + "\r\n";
}

std::string post(const std::string& fields, const std::string& body) {
  return "POST /cart HTTP/1.1\r\n" + std::string{host_line} + fields + "\r\n" + body;
}

std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

/// What follows the fields.
std::string body_of(const std::string& message) {
  return message.substr(message.find("\r\n\r\n") + 4);
}

} // namespace

BOOST_AUTO_TEST_SUITE(message_readers)

BOOST_AUTO_TEST_CASE(an_ordinary_request_is_handed_on_as_it_is) {
  for (auto& input : {get("/"), get("/products?limit=1", "Accept: */*\r\nX-A:\r\nX-B: \xff\t:\r\n"),
                      post("Content-Length: 3\r\n", "{ }"), post("Content-Length: 0\r\n", ""),
                      std::string{"GET / HTTP/1.0\r\nHost: a\r\n\r\n"},
                      std::string{"OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n"}}) {
    auto got = read(input);
    BOOST_TEST((got.what == result::whole), input);
    BOOST_TEST(got.is_canonical, input);
    BOOST_TEST(got.size == input.size());
  }
}

BOOST_AUTO_TEST_CASE(what_follows_a_request_is_left_where_it_is) {
  const auto first = post("Content-Length: 3\r\n", "{ }");
  BOOST_TEST(read_at_once(first + get("/")).size == first.size());
  BOOST_TEST(read_at_once(first + "\x01garbage").size == first.size());
  const auto in_chunks = chunked("3\r\n{ }\r\n0\r\n\r\n");
  BOOST_TEST(read_at_once(in_chunks + get("/")).size == in_chunks.size());
}

BOOST_AUTO_TEST_CASE(an_unfinished_request_is_waited_for) {
  const auto whole = post("Content-Length: 3\r\n", "{ }");
  for (std::size_t size = 0; size < whole.size(); ++size)
    BOOST_TEST((read_at_once(whole.substr(0, size)).what == result::partial), size);
}

BOOST_AUTO_TEST_CASE(empty_lines_before_a_request_are_skipped) {
  auto got = read("\r\n" + get("/"));
  BOOST_TEST(got.canonical == get("/"));
  BOOST_TEST(!got.is_canonical);
  BOOST_TEST(code_of("\r\n\r\n\r\n\r\n\r\n" + get("/")) == "malformed_request");
  message_reader reader{limits};
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

BOOST_AUTO_TEST_CASE(a_length_is_a_number_of_bytes) {
  for (std::string value : {"+3", "-1", "0x3", "3.0", "1 2", "3a", "", "3, 3"})
    BOOST_TEST(code_of(post("Content-Length: " + value + "\r\n", "{ }")) == "malformed_request",
               value);
  for (const std::string& value : std::vector<std::string>{
         "1048577", "999999999999", "18446744073709551619", std::string(400, '9')})
    BOOST_TEST(code_of(post("Content-Length: " + value + "\r\n", "")) == "body_too_large", value);
  BOOST_TEST(read(post("Content-Length: 003\r\n", "{ }")).size
             == post("Content-Length: 003\r\n", "{ }").size());
}

BOOST_AUTO_TEST_CASE(a_message_has_one_framing) {
  const std::string both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n";
  BOOST_TEST(code_of(post(both, "3\r\n{ }\r\n0\r\n\r\n")) == "malformed_request");
  BOOST_TEST(code_of(post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", ""))
             == "malformed_request");
  for (std::string value : {"gzip, chunked", "x", "chunked, chunked", "chunked, identity", ""})
    BOOST_TEST(code_of(post("Transfer-Encoding: " + value + "\r\n", "")) == "coding_unknown",
               value);
  BOOST_TEST(code_of("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
             == "malformed_request");
}

BOOST_AUTO_TEST_CASE(chunks_become_one_body) {
  for (std::string body :
       {"3\r\n{ }\r\n0\r\n\r\n", "1\r\n{\r\n2\r\n }\r\n0\r\n\r\n", "0003\r\n{ }\r\n000\r\n\r\n",
        "3;a=b;c\r\n{ }\r\n0;d=\"e;f\"\r\n\r\n", "3\r\n{ }\r\n0\r\nX-A: b\r\nHost: evil\r\n\r\n"}) {
    auto got = read(chunked(body));
    BOOST_TEST((got.what == result::whole), body);
    BOOST_TEST(got.size == chunked(body).size());
    BOOST_TEST(got.canonical == post("Content-Length: 3\r\n", "{ }"), body);
  }
  BOOST_TEST(body_of(read(chunked("A\r\n0123456789\r\n0\r\n\r\n")).canonical) == "0123456789");
}

BOOST_AUTO_TEST_CASE(a_chunk_has_one_form) {
  for (std::string body :
       {"0x3\r\n{ }\r\n0\r\n\r\n", " 3\r\n{ }\r\n0\r\n\r\n", "-1\r\n{ }\r\n0\r\n\r\n",
        "g\r\n{ }\r\n", "3 foo\r\n{ }\r\n", "\r\n{ }\r\n0\r\n\r\n", "3\n{ }\n0\n\n",
        "3;a\n{ }\r\n0\r\n\r\n", "3\r\n{ }XY0\r\n\r\n", "2\r\n{ }\r\n0\r\n\r\n",
        "4\r\n{ }\r\n0\r\n\r\n", "3 \r\n{ }\r\n0\r\n\r\n", "3\r\n{ }\r\n0\r\nX : b\r\n\r\n",
        "3;\x01\r\n{ }\r\n0\r\n\r\n"})
    BOOST_TEST(code_of(chunked(body)) == "malformed_request", body);
}

BOOST_AUTO_TEST_CASE(chunks_keep_to_the_limits) {
  BOOST_TEST(code_of(chunked("10000000000000003\r\n{ }\r\n0\r\n\r\n")) == "body_too_large");
  BOOST_TEST(code_of(chunked("100001\r\n")) == "body_too_large");
  BOOST_TEST(code_of(chunked("fffff\r\n" + std::string(0xfffff, ' ') + "\r\n2\r\n"))
             == "body_too_large");
  BOOST_TEST(code_of(chunked("3;" + std::string(2'000'000, 'a') + "\r\n")) == "malformed_request");
  BOOST_TEST(code_of(chunked("0\r\nX: " + std::string(64 * 1024, 'a') + "\r\n\r\n"))
             == "fields_too_large");
  std::string trailers = "0\r\n";
  for (int i = 0; i < 65; ++i)
    trailers += "X: a\r\n";
  BOOST_TEST(code_of(chunked(trailers + "\r\n")) == "fields_too_large");
  std::string ones;
  for (int i = 0; i < 32 * 1024; ++i)
    ones += "1\r\n \r\n";
  BOOST_TEST(body_of(read_at_once(chunked(ones + "0\r\n\r\n")).canonical)
             == std::string(32 * 1024, ' '));
  for (int i = 0; i < 300 * 1024; ++i)
    ones += "1\r\n \r\n";
  BOOST_TEST(read_at_once(chunked(ones)).code == "malformed_request");
}

BOOST_AUTO_TEST_CASE(upgrades_are_not_handed_on) {
  auto got = read(get("/", "Connection: Upgrade\r\nUpgrade: h2c\r\n"));
  BOOST_TEST(got.canonical == get("/", "Connection: Upgrade\r\n"));
  BOOST_TEST(!got.is_canonical);
}

BOOST_AUTO_TEST_CASE(what_http_parser_mistakes_for_transfer_encoding_is_not_handed_on) {
  auto got = read(post("Content-Length: 3\r\ntransfer-encodings: x\r\n", "{ }"));
  BOOST_TEST(got.canonical == post("Content-Length: 3\r\n", "{ }"));
  BOOST_TEST(!got.is_canonical);
}

BOOST_AUTO_TEST_CASE(the_only_expectation_is_100_continue) {
  const auto message = post("Content-Length: 3\r\nExpect: 100-Continue\r\n", "{ }");
  BOOST_TEST(read(message).canonical == post("Content-Length: 3\r\n", "{ }"));
  BOOST_TEST(code_of(post("Content-Length: 3\r\nExpect: coffee\r\n", "{ }"))
             == "expectation_failed");
  BOOST_TEST(code_of(post("Content-Length: 2000000\r\nExpect: 100-continue\r\n", ""))
             == "body_too_large");
  BOOST_TEST(code_of("POST / HTTP/1.0\r\nHost: a\r\nExpect: coffee\r\n\r\n") == "");
}

BOOST_AUTO_TEST_CASE(continue_is_due_when_only_the_body_is_missing) {
  const auto head = post("Content-Length: 3\r\nExpect: 100-continue\r\n", "");
  message_reader reader{limits};
  reader.read(head.substr(0, head.size() - 1));
  BOOST_TEST(!reader.wants_continue(head.substr(0, head.size() - 1)));
  reader.read(head);
  BOOST_TEST(reader.wants_continue(head));
  reader.read(head + "{");
  BOOST_TEST(!reader.wants_continue(head + "{"));
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused_before_it_is_whole) {
  BOOST_TEST(code_of("GET /" + std::string(9'000, 'a')) == "target_too_long");
  BOOST_TEST(code_of("GET / HTTP/1.1\r\nX: " + std::string(17'000, 'a')) == "fields_too_large");
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

BOOST_AUTO_TEST_CASE(the_last_request_of_a_connection_says_so) {
  message_reader reader{limits};
  const auto input = get("/", "connection: keep-alive\r\nX-A: 1\r\n");
  reader.read(input);
  BOOST_TEST(reader.canonical(input, true)
             == "GET / HTTP/1.1\r\nConnection: close\r\nHost: shop.example\r\nX-A: 1\r\n\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
