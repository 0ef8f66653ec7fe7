#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace souk {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Appends the last `digits` hexadecimal digits of the number; 1..16.
inline void append_hex(std::string& out, std::uint64_t number, std::size_t digits) {
  while (digits-- > 0)
    out += hex_digits[number >> 4 * digits & 0xf];
}

} // namespace souk
