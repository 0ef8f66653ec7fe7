#pragma once

#include <string>
#include <string_view>

namespace souk::test {

/// The text so many times in a row.
inline std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i)
    result += text;
  return result;
}

} // namespace souk::test
