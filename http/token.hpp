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

/// A character of a token. Source: RFC 9110, 5.6.2.
constexpr bool is_token_character(char c) {
  return token_characters[static_cast<unsigned char>(c)];
}

/// Whether the text is a token: a field name, for example.
constexpr bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Compares ASCII text as field names are compared. Source: RFC 9110, 5.1.
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

} // namespace souk
