#include "sdk/link.hpp"

#include "sdk/ascii.hpp"

#include <algorithm>

namespace souk::sdk {

namespace {

/// What stands in front of the separator; it and the separator are taken off the text.
std::string_view take_until(std::string_view& text, char separator) {
  auto piece = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(piece.size() + 1, text.size()));
  return piece;
}

/// The same, but separators within quoted strings are none.
std::string_view take_unquoted(std::string_view& text, char separator) {
  bool is_quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (is_quoted || text[end] != separator); ++end)
    if (text[end] == '"')
      is_quoted = !is_quoted;
    else if (is_quoted && text[end] == '\\')
      ++end;
  auto piece = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

std::string_view unquoted(std::string_view text) {
  bool is_quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

/// Whether "next" is one of the relations, which stand between spaces.
bool has_next(std::string_view relations) {
  while (!relations.empty())
    if (equal_in_any_case(take_until(relations, ' '), "next"))
      return true;
  return false;
}

/// Whether the parameters of a link say that it leads to the next page. Only the first `rel`
/// counts (RFC 8288, 3.3).
bool is_next(std::string_view parameters) {
  while (!parameters.empty()) {
    auto value = take_unquoted(parameters, ';');
    if (auto name = take_until(value, '='); equal_in_any_case(trimmed(name), "rel"))
      return has_next(unquoted(trimmed(value)));
  }
  return false;
}

} // namespace

std::string_view next_target(std::string_view link_field) {
  while (!link_field.empty()) {
    take_until(link_field, '<');
    auto target = take_until(link_field, '>');
    if (is_next(take_unquoted(link_field, ',')))
      return target;
  }
  return {};
}

std::string_view query_value(std::string_view target, std::string_view name) {
  take_until(target, '?');
  while (!target.empty()) {
    auto value = take_until(target, '&');
    if (take_until(value, '=') == name)
      return value;
  }
  return {};
}

} // namespace souk::sdk
