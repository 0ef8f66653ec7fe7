#pragma once

#include "http/token.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace souk::test {

/// The text with all letters of ASCII small.
inline std::string lower(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  return result;
}

/// The text with all letters of ASCII large.
inline std::string upper(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

} // namespace souk::test
