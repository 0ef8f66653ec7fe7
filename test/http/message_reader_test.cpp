#include "http/edge/message_reader.hpp"

#include "test/http/read_message.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(message_readers)

namespace {

using namespace souk;
using namespace souk::test;

} // namespace

BOOST_AUTO_TEST_CASE(an_ordinary_request_is_handed_on_as_it_is) {
  for (auto& input : {get("/"), get("/products?limit=1", "Accept: */*\r\nX-A:\r\nX-B: \xff :\r\n"),
                      post("Content-Length: 3\r\n", "{ }"), post("Content-Length: 0\r\n", ""),
                      std::string{"GET / HTTP/1.0\r\nHost: a\r\n\r\n"},
                      std::string{"OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n"}}) {
    auto got = read(input);
    BOOST_TEST((got.what == read_result::whole), input);
    BOOST_TEST(got.is_canonical, input);
    BOOST_TEST(got.size == input.size());
  }
}

// The parser behind takes a tab at the end of a length for a part of it, and one in a list of
// options for a part of an option.
BOOST_AUTO_TEST_CASE(tabs_become_spaces) {
  const auto got = read(post("Content-Length:\t3\t \r\nConnection: x,\tclose\t\r\n", "{\t}"));
  BOOST_TEST((got.what == read_result::whole));
  BOOST_TEST(!got.is_canonical);
  BOOST_TEST(got.canonical == post("Connection: x, close \r\nContent-Length: 3\r\n", "{\t}"));
}

BOOST_AUTO_TEST_CASE(a_refused_request_for_a_head_is_known_as_one) {
  const edge_limits limits{.request_line_bytes_max = 64};
  for (const std::string& input :
       {std::string{"HEAD /health HTTP/2.0\r\n"}, std::string{"HEAD /a#b HTTP/1.1\r\n"},
        "HEAD /" + std::string(80, 'x')}) {
    message_reader reading{limits};
    BOOST_TEST((reading.read(input) == message_reader::result::refused), input);
    BOOST_TEST(reading.head_in(input).starts_with("HEAD "), input);
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
    BOOST_TEST((read_at_once(whole.substr(0, size)).what == read_result::partial), size);
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
    BOOST_TEST((got.what == read_result::whole), body);
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

BOOST_AUTO_TEST_CASE(what_is_meant_for_a_proxy_is_not_handed_on) {
  auto got = read(get("/", "Proxy-Connection: keep-alive\r\n"));
  BOOST_TEST(got.canonical == get("/", ""));
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
  message_reader reader{usual_limits};
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

BOOST_AUTO_TEST_CASE(the_last_request_of_a_connection_says_so) {
  message_reader reader{usual_limits};
  const auto input = get("/", "connection: keep-alive\r\nX-A: 1\r\n");
  reader.read(input);
  BOOST_TEST(reader.canonical(input, true)
             == "GET / HTTP/1.1\r\nConnection: close\r\nHost: shop.example\r\nX-A: 1\r\n\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
