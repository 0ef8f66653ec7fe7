#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace souk {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Appends the last `digits` hexadecimal digits of the number; 1..16.
inline void append_hex(std::string& out, std::uint64_t number, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    out += hex_digits[number >> shift & 0xf];
}

} // namespace souk
