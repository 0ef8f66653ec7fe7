#pragma once

#include <algorithm>
#include <chrono>

namespace souk {

/// The time, but a year at most: clocks count nanoseconds, and a sum with a time without end
/// overflows.
constexpr std::chrono::milliseconds countable(std::chrono::milliseconds time) {
  return std::min<std::chrono::milliseconds>(time, std::chrono::hours{24 * 365});
}

} // namespace souk
