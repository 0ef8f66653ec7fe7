#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace souk::test {

inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// How many lines of the text have an end.
inline std::ptrdiff_t lines_in(std::string_view text) {
  return std::count(text.begin(), text.end(), '\n');
}

} // namespace souk::test
