#pragma once

#include <ctime>

#include <chrono>

namespace souk {

/// The steady clock, a tick of the kernel behind (1 to 10 ms) and read in a fifth of the time: for
/// limits of seconds. Source: clock_gettime(2), CLOCK_MONOTONIC_COARSE.
inline std::chrono::steady_clock::time_point coarse_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return std::chrono::steady_clock::time_point{std::chrono::seconds{now.tv_sec}
                                               + std::chrono::nanoseconds{now.tv_nsec}};
}

} // namespace souk
