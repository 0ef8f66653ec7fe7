#pragma once

#include "http/edge/message_reader.hpp"

#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

/// What a message reader makes of bytes, however they are cut.

namespace souk::test {

using read_result = message_reader::result;

inline const edge_limits usual_limits;

/// What a reader makes of some bytes.
struct outcome {
  read_result what = read_result::partial;
  /// Of a fault.
  std::string code = {};
  /// Of a whole message.
  std::string canonical = {};
  std::size_t size = 0;
  bool is_canonical = false;

  bool operator==(const outcome&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const outcome& x) {
  if (x.what == read_result::refused)
    return out << "refused " << x.code;
  if (x.what == read_result::partial)
    return out << "partial";
  return out << "whole of " << x.size << ": " << x.canonical;
}

inline outcome outcome_of(message_reader& reader, read_result what, std::string_view input) {
  if (what == read_result::refused)
    return {what, std::string{reader.fault().kind->code}};
  if (what == read_result::partial)
    return {what};
  return {what, {}, reader.canonical(input, false), reader.size(), reader.is_canonical()};
}

inline outcome read_at_once(std::string_view input, last_fields* last = nullptr) {
  message_reader reader{usual_limits, last};
  return outcome_of(reader, reader.read(input), input);
}

/// The input grows by so many bytes a time until there is an outcome.
inline outcome read_in_steps(std::string_view input, std::size_t step,
                             last_fields* last = nullptr) {
  message_reader reader{usual_limits, last};
  for (std::size_t end = step; end < input.size() + step; end += step) {
    const auto so_far = input.substr(0, end);
    const auto what = reader.read(so_far);
    if (what != read_result::partial)
      return outcome_of(reader, what, so_far);
  }
  return {};
}

/// However the bytes are cut, and whether or not the fields came before, the outcome is the same;
/// `is_canonical` of a message that came in pieces, too.
inline outcome read(const std::string& input) {
  auto whole = read_at_once(input);
  last_fields last;
  for (int time : {1, 2})
    BOOST_TEST(read_at_once(input, &last) == whole, "for the " << time << ". time: " << input);
  if (input.size() < 5'000)
    for (auto step : std::initializer_list<std::size_t>{1, 2, 3, 7, 50})
      BOOST_TEST(read_in_steps(input, step, &last) == whole, "cut into " << step << ": " << input);
  return whole;
}

inline std::string code_of(const std::string& input) {
  return read(input).code;
}

inline constexpr std::string_view host_line = "Host: shop.example\r\n";

inline std::string get(const std::string& target, const std::string& fields = "") {
  return "GET " + target + " HTTP/1.1\r\n" + std::string{host_line} + fields + "\r\n";
}

inline std::string post(const std::string& fields, const std::string& body) {
  return "POST /cart HTTP/1.1\r\n" + std::string{host_line} + fields + "\r\n" + body;
}

inline std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

/// What follows the fields.
inline std::string body_of(const std::string& message) {
  return message.substr(message.find("\r\n\r\n") + 4);
}

} // namespace souk::test
