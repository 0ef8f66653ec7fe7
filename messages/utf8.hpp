#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace souk {

/// What a first byte says about its character: its bytes, and what its second byte may be. That
/// range is what excludes overlong forms, surrogates and everything above U+10FFFF.
struct utf8_form {
  std::size_t bytes;
  unsigned char second_min;
  unsigned char second_max;
};

constexpr utf8_form utf8_form_of(unsigned char first) {
  if (first < 0x80)
    return {1, 0, 0};
  if (first < 0xC2 || first > 0xF4)
    return {0, 0, 0};
  if (first < 0xE0)
    return {2, 0x80, 0xBF};
  if (first < 0xF0)
    return {3, static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
  return {4, static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
          static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
}

/// Whether the byte is one of a character, but not its first.
constexpr bool is_utf8_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The number of bytes of the valid UTF-8 character the text starts with, 1..4; 0 if it starts with
/// none or is empty.
constexpr std::size_t utf8_character_bytes(std::string_view text) {
  if (text.empty())
    return 0;
  const auto form = utf8_form_of(static_cast<unsigned char>(text[0]));
  if (form.bytes < 2)
    return form.bytes;
  if (text.size() < form.bytes)
    return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  if (second < form.second_min || second > form.second_max)
    return 0;
  const auto rest = text.substr(2, form.bytes - 2);
  return std::all_of(rest.begin(), rest.end(), is_utf8_continuation) ? form.bytes : 0;
}

/// Whether the bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
/// Source: RFC 3629, 4.
constexpr bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto bytes = utf8_character_bytes(text);
    if (bytes == 0)
      return false;
    text.remove_prefix(bytes);
  }
  return true;
}

/// The number of code points of valid UTF-8.
constexpr std::size_t utf8_length(std::string_view text) {
  const auto continuations = std::count_if(text.begin(), text.end(), is_utf8_continuation);
  return text.size() - static_cast<std::size_t>(continuations);
}

} // namespace souk
