#pragma once

#include "http/edge_options.hpp"
#include "test/fuzz/property.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace souk::fuzz {

/// Limits that short inputs reach.
inline edge_limits small_limits() {
  edge_limits limits;
  limits.request_line_bytes_max = 48;
  limits.header_bytes_max = 128;
  limits.fields_max = 4;
  limits.body_bytes_max = 32;
  return limits;
}

inline std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t'))
    text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t'))
    text.remove_suffix(1);
  return text;
}

/// A message in its simplest form cut at its line ends. Views into it.
struct message_pieces {
  std::string_view line;
  std::string_view method;
  std::string_view target;
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  std::string_view body;
};

inline message_pieces split_message(std::string_view text) {
  const auto take_line = [&text] {
    const auto end = text.find("\r\n");
    must(end != std::string_view::npos, "lines end with CR LF");
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 2);
    must(line.find_first_of("\r\n") == std::string_view::npos, "a line has one end");
    return line;
  };
  message_pieces result;
  result.line = take_line();
  const auto first = result.line.find(' ');
  const auto last = result.line.rfind(' ');
  must(first != std::string_view::npos && first < last, "the line has three parts");
  result.method = result.line.substr(0, first);
  result.target = result.line.substr(first + 1, last - first - 1);
  for (auto line = take_line(); !line.empty(); line = take_line()) {
    const auto colon = line.find(':');
    must(colon != std::string_view::npos, "a field has a colon");
    result.fields.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  result.body = text;
  return result;
}

} // namespace souk::fuzz
