#pragma once

#include <algorithm>
#include <array>
#include <string_view>

/// The smallest pieces of HTTP's grammar.

namespace souk {

/// Which bytes may stand in a token: every name of every field is looked up here.
inline constexpr auto token_characters = [] {
  std::array<bool, 256> result{};
  for (unsigned char c = '0'; c <= '9'; ++c)
    result[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; ++c)
    result[c] = result[c - 'a' + 'A'] = true;
  for (char c : std::string_view{"!#$%&'*+-.^_`|~"})
    result[static_cast<unsigned char>(c)] = true;
  return result;
}();

/// Whether the text has no other characters. The test of one is a part of the function so that it
/// costs no call.
template <bool (*is_one)(char)>
constexpr bool consists_of(std::string_view text) {
  for (char c : text)
    if (!is_one(c))
      return false;
  return true;
}

/// A character of a token. Source: RFC 9110, 5.6.2.
constexpr bool is_token_character(char c) {
  return token_characters[static_cast<unsigned char>(c)];
}

/// Whether the text is a token: a field name, for example.
constexpr bool is_token(std::string_view text) {
  return !text.empty() && consists_of<is_token_character>(text);
}

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Source: RFC 5234, B.1.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c))
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

/// Whatever is no control character but the tab: what a field's value is made of. Source: RFC 9110,
/// 5.5.
constexpr bool is_value_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= ' ' && byte != 0x7f) || c == '\t';
}

/// The text without the spaces and tabs around it. Source: RFC 9110, 5.6.3.
constexpr std::string_view trimmed(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
  const auto end = text.find_last_not_of(" \t") + 1; // npos + 1 is 0
  return text.substr(begin, std::max(begin, end) - begin);
}

/// Compares ASCII text as field names are compared. Source: RFC 9110, 5.1.
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

} // namespace souk
