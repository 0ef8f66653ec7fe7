#include "http/head.hpp"

#include "test/http/fake_message.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace souk;
using namespace souk::test;

const std::pair<std::string, std::string> host{"Host", "127.0.0.1:8080"};

/// The code of the problem a head leads to, or `none`.
std::string fault_of(field_list fields, std::string target = "/", std::string method = "GET") {
  sent_answers sent;
  const fake_message message{sent, std::move(fields), std::move(target), std::move(method)};
  auto fault = find_head_fault(message);
  if (!fault)
    return "none";
  const bool is_explained =
    fault->kind != &problems::malformed_request || std::string_view{fault->detail}.ends_with('.');
  BOOST_TEST(is_explained);
  return std::string{fault->kind->code};
}

/// A target that makes the line of `GET <target> HTTP/1.1` that long.
std::string target_for_line(std::size_t bytes) {
  return "/" + std::string(bytes - std::string_view{"GET / HTTP/1.1"}.size(), 'a');
}

} // namespace

BOOST_AUTO_TEST_SUITE(heads)

BOOST_AUTO_TEST_CASE(an_ordinary_head_is_admitted) {
  BOOST_TEST(fault_of({host}) == "none");
  BOOST_TEST(fault_of({{"hOST", "shop.example"},
                       {"Accept", "*/*"},
                       {"Accept", "text/html"},
                       {"X-Anything", "\xff \t:"},
                       {"Content-Type", "application/json"},
                       {"Transfer-Encoding", "Chunked"}})
             == "none");
}

BOOST_AUTO_TEST_CASE(a_request_names_one_host) {
  for (std::string value : {"shop.example", "[::1]:80", "a-b_c~1", "%41", ""})
    BOOST_TEST(fault_of({{"Host", value}}) == "none", value);
  BOOST_TEST(fault_of({}) == "malformed_request");
  BOOST_TEST(fault_of({host, host}) == "malformed_request");
  for (std::string value : {"a b", "a/b", "a,b", "a@b", "\xc3\xa4", "a\tb", "<a>"})
    BOOST_TEST(fault_of({{"Host", value}}) == "malformed_request", value);
}

BOOST_AUTO_TEST_CASE(fields_that_are_no_lists_stand_once) {
  for (std::string name :
       {"Content-Type", "Content-Encoding", "Transfer-Encoding", "Idempotency-Key"}) {
    BOOST_TEST(fault_of({host, {name, "chunked"}}) == "none", name);
    BOOST_TEST(fault_of({host, {name, "chunked"}, {name, "chunked"}}) == "malformed_request", name);
  }
}

BOOST_AUTO_TEST_CASE(a_name_is_a_token) {
  for (std::string name : {"Content-Length ", "a b", "\xc3\xa4", "a(b)", ""})
    BOOST_TEST(fault_of({host, {name, "1"}}) == "malformed_request", name);
}

BOOST_AUTO_TEST_CASE(chunked_is_the_only_transfer_coding) {
  for (std::string value : {"gzip, chunked", "x", "chunked, chunked", "identity", ""})
    BOOST_TEST(fault_of({host, {"Transfer-Encoding", value}}) == "malformed_request", value);
}

BOOST_AUTO_TEST_CASE(a_target_is_a_path) {
  for (std::string target : {"/", "/a?b", "http://shop.example", "?a"})
    BOOST_TEST(fault_of({host}, target) == "none", target);
  for (std::string target : {"a", "*", "shop.example:80", "ftp://shop.example/"})
    BOOST_TEST(fault_of({host}, target) == "malformed_request", target);
  BOOST_TEST(fault_of({host}, "*", "OPTIONS") == "none");
  BOOST_TEST(fault_of({host}, "*?a", "OPTIONS") == "none");
  BOOST_TEST(fault_of({host}, "**", "OPTIONS") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_request_line_has_at_most_8_kib) {
  BOOST_TEST(fault_of({host}, target_for_line(8 * 1024)) == "none");
  BOOST_TEST(fault_of({host}, target_for_line(8 * 1024 + 1)) == "target_too_long");
}

BOOST_AUTO_TEST_CASE(a_head_has_at_most_64_fields) {
  field_list fields{host};
  for (int i = 1; i < 64; ++i)
    fields.emplace_back("A", "b");
  BOOST_TEST(fault_of(fields) == "none");
  fields.emplace_back("A", "b");
  BOOST_TEST(fault_of(fields) == "fields_too_large");
}

BOOST_AUTO_TEST_CASE(fields_have_at_most_16_kib_together) {
  const auto taken =
    host.first.size() + host.second.size() + 4 + std::string_view{"A: \r\n"}.size();
  BOOST_TEST(fault_of({host, {"A", std::string(16 * 1024 - taken, 'a')}}) == "none");
  BOOST_TEST(fault_of({host, {"A", std::string(16 * 1024 - taken + 1, 'a')}})
             == "fields_too_large");
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_told_before_what_is_malformed) {
  BOOST_TEST(fault_of({}, target_for_line(9'000)) == "target_too_long");
  BOOST_TEST(fault_of({host, host, {"A", std::string(17'000, 'a')}}) == "fields_too_large");
}

BOOST_AUTO_TEST_SUITE_END()
