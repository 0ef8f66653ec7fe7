// Where a request begins and ends, over real sockets: lines, fields, bodies.

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(framing)

namespace {

using namespace souk::test;

constexpr std::size_t kib = 1024;

std::string get(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

const std::string health = get("/health");
const std::string canary = add_line + "Content-Length: 0\r\n\r\n";

/// The first line of a request for /health, and what it becomes.
std::string line(const std::string& first) {
  return first + "\r\nHost: a\r\n\r\n";
}

/// A request to the cart with these fields and whatever follows them.
std::string add(const std::string& fields, const std::string& rest) {
  return add_line + "Content-Type: application/json\r\n" + fields + "\r\n" + rest;
}

std::string chunked(const std::string& rest) {
  return add("Transfer-Encoding: chunked\r\n", rest);
}

std::string sized(const std::string& length, const std::string& body) {
  return add("Content-Length: " + length + "\r\n", body);
}

wire_case good(std::string sent) {
  return {std::move(sent), "200"};
}

wire_case done(std::string sent) {
  return {std::move(sent), "200", fate::kept, 1};
}

wire_case refused(std::string sent, std::string answer = "400 malformed_request") {
  return {std::move(sent), std::move(answer), fate::closed};
}

/// Each of the texts, refused in the same way.
template <class Make>
std::vector<wire_case> all_refused(const std::vector<std::string>& texts, Make make,
                                   const std::string& answer = "400 malformed_request") {
  std::vector<wire_case> result;
  for (auto& text : texts)
    result.push_back(refused(make(text), answer));
  return result;
}

template <class Make>
std::vector<wire_case> all_done(const std::vector<std::string>& texts, Make make) {
  std::vector<wire_case> result;
  for (auto& text : texts)
    result.push_back(done(make(text)));
  return result;
}

std::string with_field(const std::string& field) {
  return get("/health", field + "\r\n");
}

std::string with_coding(const std::string& value) {
  return add("Transfer-Encoding:" + value + "\r\n", "3\r\n{ }\r\n0\r\n\r\n");
}

std::string many_fields(std::size_t count, std::size_t value_bytes) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i)
    result += "X-" + std::to_string(i) + ": " + std::string(value_bytes, 'a') + "\r\n";
  return get("/health", result);
}

void play_everywhere(const std::vector<wire_case>& cases) {
  over_each_transport([&](edge_shop& shop) { play(shop, cases); });
}

} // namespace

BOOST_AUTO_TEST_CASE(good_lines_are_answered) {
  play_everywhere(
    {good(health),
     good("\r\n" + health),
     good(line("GET /health HTTP/1.2")),
     good(line("GET http://a/health HTTP/1.1")),
     good("GET http://b/health HTTP/1.1\r\nHost: a\r\n\r\n"),
     {line("OPTIONS * HTTP/1.1"), "204"},
     {line("GET /cart?user_id=" + std::string(7'900, 'a') + " HTTP/1.1"), "422 invalid_request"},
     {health + "\r\n" + health, "200, 200"},
     {line("TRACE /health HTTP/1.1"), "405 method_not_allowed"},
     {"GET /health HTTP/1.0\r\n\r\n", "200", fate::closed}});
}

BOOST_AUTO_TEST_CASE(lines_of_another_form_are_refused) {
  play_everywhere(all_refused({"GET  /health HTTP/1.1",
                               " GET /health HTTP/1.1",
                               "GET /health HTTP/1.1 ",
                               "GET /health",
                               "GET /health http/1.1",
                               "GET /health x HTTP/1.1",
                               "GET /products/\xff HTTP/1.1",
                               "GET /he\x01lth HTTP/1.1",
                               {"GET /health?\0 HTTP/1.1", 22},
                               "GET health HTTP/1.1",
                               "GET * HTTP/1.1",
                               "GET /health#top HTTP/1.1",
                               "\x16\x03\x01" + std::string(160, '\0'),
                               "\x80\x81\x82"},
                              line));
}

BOOST_AUTO_TEST_CASE(lines_that_ask_for_what_there_is_not_are_refused) {
  play_everywhere(
    {refused(line("GET /health HTTP/2.0"), "505 version_unsupported"),
     refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 version_unsupported"),
     refused(line("BREW /health HTTP/1.1"), "501 method_unknown"),
     refused("BREW /health HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + canary,
             "501 method_unknown"),
     refused(line("CONNECT a.test:1 HTTP/1.1") + canary, "501 method_unknown"),
     refused(line("GET /products/" + std::string(8'193, 'a') + " HTTP/1.1"), "414 target_too_long"),
     refused(line("GET /products/" + std::string(40'000, '1') + " HTTP/1.1"),
             "414 target_too_long")});
}

BOOST_AUTO_TEST_CASE(bare_line_feeds_are_refused) {
  play_everywhere({refused("GET /health HTTP/1.1\nHost: a\n\n"),
                   refused(add_line + "Content-Length: 0\n\r\n"),
                   refused(add_line + "Content-Length: 0\r\n\n"), refused(chunked("3\n{ }\n0\n\n")),
                   refused(chunked("3;a\n{ }\r\n0\r\n\r\n"))});
}

BOOST_AUTO_TEST_CASE(good_fields_are_read) {
  play_everywhere({done(canary), good(with_field("X-A: \xff\xc3(")),
                   done(add_line + "X-A:\r\ncOnTeNt-LeNgTh:\t0 \r\n\r\n"),
                   done(add_line + "Transfer_Encoding: chunked\r\nContent-Length:0\r\n\r\n"),
                   done(add("Connection: Content-Length\r\nContent-Length: 3\r\n", "{ }")),
                   done(add("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n",
                            "3\r\n{ }\r\n0\r\n\r\n")),
                   good(with_field("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c")),
                   good(with_field("Connection: Upgrade\r\nUpgrade: websocket")),
                   good(with_field("X-A: " + std::string(8'000, 'a'))), good(many_fields(59, 1)),
                   good(many_fields(13, kib))});
}

BOOST_AUTO_TEST_CASE(fields_of_another_form_are_refused) {
  play_everywhere(all_refused({"Content-Length : 0",
                               "Transfer-Encoding : chunked",
                               "X Y: 1",
                               " X: a",
                               "X-A: b\r\n c",
                               "nonsense",
                               ": a",
                               "X-\xe9: a",
                               "X-A: a\rb",
                               {"X: \0", 4}},
                              [](auto& field) { return add(field + "\r\n", ""); }));
  play_everywhere({refused(add("Transfer-Encoding:\r\n chunked\r\n", ""), "501 coding_unknown")});
}

BOOST_AUTO_TEST_CASE(a_request_names_one_host) {
  play_everywhere(
    all_refused({"", "Host: a, b\r\n", "Host: a/b\r\n", "Host: a@b\r\n", "Host: a b\r\n",
                 "Host: a\r\nHost: a\r\n"},
                [](auto& host) { return "GET /health HTTP/1.1\r\n" + host + "\r\n"; }));
  play_everywhere({refused("GET /health HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")});
}

BOOST_AUTO_TEST_CASE(fields_that_are_no_lists_stand_once) {
  play_everywhere(all_refused({"Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0",
                               "Content-Type: text/plain\r\nContent-Length: 0",
                               "Content-Length: 3\r\nContent-Length: 4",
                               "Content-Length: 3\r\nContent-Length: 3"},
                              [](auto& fields) { return add(fields + "\r\n", "{ } "); }));
}

BOOST_AUTO_TEST_CASE(fields_that_are_too_large_are_refused) {
  const std::string code = "431 fields_too_large";
  play_everywhere(
    {refused(with_field("X-A: " + std::string(16 * kib, 'a')), code),
     refused(with_field(std::string(20 * kib, 'X') + ": a"), code),
     refused(many_fields(64, 1), code), refused(many_fields(24, kib), code),
     refused(chunked("3\r\n{ }\r\n0\r\nX-A: " + std::string(64 * kib, 'a') + "\r\n\r\n"), code)});
}

BOOST_AUTO_TEST_CASE(lengths_that_are_none_are_refused) {
  play_everywhere(all_refused({"+3", "-1", "0x3", "3.0", "1 2", "3a", "", "3, 3"},
                              [](auto& length) { return sized(length, "{ }"); }));
  play_everywhere(all_refused(
    {"1048577", "999999999999", "18446744073709551619"},
    [](auto& length) { return sized(length, "{ }"); }, "413 body_too_large"));
  play_everywhere({done(sized("003", "{ }"))});
}

BOOST_AUTO_TEST_CASE(a_message_has_one_framing) {
  const std::string length = "Content-Length: 72\r\n";
  const std::string coding = "Transfer-Encoding: chunked\r\n";
  play_everywhere({refused(add(length + coding, "0\r\n\r\n" + canary)),
                   refused(add(coding + length, "0\r\n\r\n" + canary)),
                   refused("POST /cart?user_id=@K@&product_id=1 HTTP/1.0\r\nHost: a\r\n" + coding
                           + "\r\n0\r\n\r\n" + canary),
                   refused(add("Transfer-Encoding: chunked\r\n" + coding, "0\r\n\r\n"))});
  play_everywhere(all_refused({" xchunked", " identity", " gzip, chunked", " \"chunked\"",
                               " chunked, identity", " x\r\nTransfer-Encoding: chunked"},
                              with_coding, "501 coding_unknown"));
  play_everywhere({refused(with_coding(" \x0b"
                                       "chunked"))});
}

BOOST_AUTO_TEST_CASE(chunks_become_one_body) {
  std::string ones = "1\r\n{\r\n";
  for (std::size_t i = 0; i < 32 * kib; ++i)
    ones += "1\r\n \r\n";
  play_everywhere(all_done(
    {"3\r\n{ }\r\n0\r\n\r\n", "3;a=b;c\r\n{ }\r\n0;d=\"e;f\"\r\n\r\n",
     "3;a=\"b\\\"c\";d\r\n{ }\r\n0\r\n\r\n", "3\r\n{ }\r\n0\r\nX-A: b\r\nX-Checksum: 1\r\n\r\n",
     "3\r\n{ }\r\n0\r\nHost: b\r\nContent-Length: 5\r\n\r\n",
     "0003\r\n{ }\r\n00A\r\n          \r\n0\r\n\r\n", ones + "1\r\n}\r\n0\r\n\r\n"},
    chunked));
  play_everywhere(all_done({" Chunked", " CHUNKED", "chunked", "  chunked\t"}, with_coding));
}

BOOST_AUTO_TEST_CASE(chunks_of_another_form_are_refused) {
  play_everywhere(all_refused(
    {"3\r\n{ }XY0\r\n\r\n", "0x3\r\n{ }\r\n0\r\n\r\n", "+3\r\n{ }\r\n0\r\n\r\n",
     " 3\r\n{ }\r\n0\r\n\r\n", "g\r\n{ }\r\n0\r\n\r\n", "3 foo\r\n{ }\r\n0\r\n\r\n",
     "\r\n{ }\r\n0\r\n\r\n", "3 \r\n{ }\r\n0\r\n\r\n", "2\r\n{ }\r\n0\r\n\r\n",
     "4\r\n{ }\r\n0\r\n\r\n", "3;" + std::string(512 * kib, 'a') + "\r\n{ }\r\n0\r\n\r\n"},
    chunked));
}

BOOST_AUTO_TEST_CASE(a_body_has_at_most_1_mib) {
  const std::string code = "413 body_too_large";
  std::string chunks;
  for (int i = 0; i < 17; ++i)
    chunks += "10000\r\n" + std::string(64 * kib, ' ') + "\r\n";
  play_everywhere(
    {done(sized("1048576", "{" + std::string(kib * kib - 2, ' ') + "}")),
     refused(sized("1048577", "{" + std::string(kib * kib - 1, ' ') + "}"), code),
     refused(chunked(chunks + "0\r\n\r\n"), code),
     refused(chunked("10000000000000003\r\n{ }\r\n0\r\n\r\n" + std::string(kib * kib - 99, ' ')),
             code)});
}

BOOST_AUTO_TEST_SUITE_END()
