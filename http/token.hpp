#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// The smallest pieces of HTTP's grammar.

namespace souk {

/// Which bytes `is_one`.
template <bool (*is_one)(char)>
inline constexpr auto table_of = [] {
  std::array<bool, 256> result{};
  for (int byte = 0; byte < 256; ++byte)
    result[static_cast<std::size_t>(byte)] = is_one(static_cast<char>(byte));
  return result;
}();

/// The same as `is_one`, looked up: for what is asked of every character of every request.
template <bool (*is_one)(char)>
constexpr bool is_listed(char c) {
  return table_of<is_one>[static_cast<unsigned char>(c)];
}

/// How many such characters the text begins with. The test of one is a part of the function so that
/// it costs no call.
template <bool (*is_one)(char)>
constexpr std::size_t leading(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return is_one(c); });
  return static_cast<std::size_t>(end - text.begin());
}

/// Whether the text has no other characters.
template <bool (*is_one)(char)>
constexpr bool consists_of(std::string_view text) {
  return leading<is_one>(text) == text.size();
}

/// Source: RFC 5234, B.1.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Source: RFC 5234, B.1.
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Source: RFC 9110, 5.6.2.
constexpr bool is_tchar(char c) {
  return is_letter(c) || is_digit(c)
         || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

/// A character of a token.
constexpr bool is_token_character(char c) {
  return is_listed<is_tchar>(c);
}

/// Whether the text is a token: a field name, for example.
constexpr bool is_token(std::string_view text) {
  return !text.empty() && consists_of<is_token_character>(text);
}

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
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

/// Whether one of eight bytes is a control character. Source: H. S. Warren, "Hacker's Delight",
/// 6-1: a byte from which 0x20 cannot be taken borrows from its uppermost bit.
constexpr bool has_control_character(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  const auto from_delete = bytes ^ (ones * 0x7f);
  return ((((bytes - ones * 0x20) & ~bytes) | ((from_delete - ones) & ~from_delete)) & ones * 0x80)
         != 0;
}

/// Whether the text may be the value of a field. Values are most of what clients send, so eight
/// bytes are looked at in one step; only what has a tab is looked at again.
inline bool is_field_value(std::string_view text) {
  constexpr std::size_t step = sizeof(std::uint64_t);
  bool has_control = text.size() < step;
  for (std::size_t at = 0; at < text.size() && !has_control; at += step) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + std::min(at, text.size() - step), step);
    has_control = has_control_character(bytes);
  }
  return !has_control || consists_of<is_value_character>(text);
}

/// What may stand around a value. Source: RFC 9110, 5.6.3.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// The text without the spaces and tabs around it.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return text;
}

/// Compares ASCII text as field names are compared. Source: RFC 9110, 5.1.
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

} // namespace souk
