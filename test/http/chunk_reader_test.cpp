#include "http/edge/chunk_reader.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(chunk_readers)

namespace {

using namespace souk;
using result = chunk_reader::result;

constexpr edge_limits small{.header_bytes_max = 20, .fields_max = 2, .body_bytes_max = 10};

/// The body, or the code of the refusal, or "partial".
std::string read(std::string_view input, const edge_limits& limits = small) {
  chunk_reader reader{limits};
  std::size_t position = 0;
  switch (reader.read(input, position)) {
    case result::whole:
      BOOST_TEST(position == input.size());
      return reader.body();
    case result::refused:
      return std::string{reader.fault().kind->code};
    case result::partial:
      break;
  }
  return "partial";
}

} // namespace

BOOST_AUTO_TEST_CASE(a_body_may_begin_and_end_anywhere_in_the_input) {
  const std::string_view input = "head3\r\nabc\r\n0\r\n\r\nnext";
  for (std::size_t end = 4; end < input.size() - 4; ++end) {
    chunk_reader reader{small};
    std::size_t position = 4;
    BOOST_TEST((reader.read(input.substr(0, end), position) == result::partial), end);
    BOOST_TEST((reader.read(input, position) == result::whole), end);
    BOOST_TEST(input.substr(position) == "next");
    BOOST_TEST(reader.body() == "abc");
  }
}

BOOST_AUTO_TEST_CASE(chunks_are_put_together) {
  BOOST_TEST(read("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", {}) == "abc");
  BOOST_TEST(read("0\r\n\r\n") == "");
  BOOST_TEST(read("a\r\n0123456789\r\n0\r\n\r\n") == "0123456789");
  BOOST_TEST(read("2\r\n\r\n\r\n0\r\n\r\n") == "\r\n");
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused_before_it_came) {
  BOOST_TEST(read("b\r\n") == "body_too_large");
  BOOST_TEST(read("5\r\nabcde\r\n6\r\n", {.body_bytes_max = 10}) == "body_too_large");
  BOOST_TEST(read("ffffffffffffffffffffffffffff\r\n", {}) == "body_too_large");
  BOOST_TEST(read("00000000000000000000000000001\r\na\r\n0\r\n\r\n", {}) == "a");
}

BOOST_AUTO_TEST_CASE(a_size_line_has_at_most_4_kib) {
  const auto of = [](std::size_t size) { return "1;" + std::string(size - 4, 'a') + "\r\n"; };
  BOOST_TEST(read(of(4'096) + "a\r\n0\r\n\r\n", {}) == "a");
  BOOST_TEST(read(of(4'097) + "a\r\n0\r\n\r\n", {}) == "malformed_request");
  BOOST_TEST(read("1;" + std::string(4'094, 'a'), {}) == "malformed_request");
}

BOOST_AUTO_TEST_CASE(what_is_around_the_data_has_a_limit) {
  BOOST_TEST(read("1\r\na\r\n1\r\nb\r\n1\r\n") == "malformed_request");
  BOOST_TEST(read("1;aaaaaaa\r\n") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(trailers_have_the_limits_of_fields) {
  const edge_limits limits{.header_bytes_max = 20, .fields_max = 2};
  BOOST_TEST(read("0\r\nA: b\r\nC: d\r\n\r\n", limits) == "");
  BOOST_TEST(read("0\r\nA: b\r\nC: d\r\nE: f\r\n\r\n", limits) == "fields_too_large");
  BOOST_TEST(read("0\r\nA: bbbbbbbbbbbbbbb\r\n\r\n", limits) == "");
  BOOST_TEST(read("0\r\nA: bbbbbbbbbbbbbbbb\r\n\r\n", limits) == "fields_too_large");
  BOOST_TEST(read("0\r\nA: bbbbbbbbb\r\nC: dd\r\n\r\n", limits) == "fields_too_large");
  BOOST_TEST(read("0\r\nA : b\r\n\r\n", limits) == "malformed_request");
  BOOST_TEST(read("0\r\nA: b\n\r\n", limits) == "malformed_request");
}

BOOST_AUTO_TEST_CASE(data_ends_where_it_said) {
  for (std::string_view input : {"1\r\nab\r\n", "1\r\na\n", "1\r\na\rb", "2\r\na\r\n0\r\n\r\n"})
    BOOST_TEST(read(input) == "malformed_request", input);
  BOOST_TEST(read("1\r\na\r") == "partial");
}

BOOST_AUTO_TEST_SUITE_END()
