#pragma once

#include "messages/coarse_clock.hpp"

#include <chrono>
#include <cstdint>

namespace souk {

/// Until when somebody waits for what a command asks for; after it, an actor refuses the command
/// instead of carrying it out. By the monotonic clock of this process, which it never leaves.
struct deadline {
  using clock = std::chrono::steady_clock;

  static constexpr int64_t never = INT64_MAX;

  /// Since the clock's epoch.
  int64_t nanoseconds = never;

  static deadline at(clock::time_point when) {
    return {std::chrono::nanoseconds{when.time_since_epoch()}.count()};
  }

  bool has_passed(clock::time_point now) const {
    return std::chrono::nanoseconds{now.time_since_epoch()}.count() >= nanoseconds;
  }

  /// May say so some milliseconds late. Looks at the clock only if there is a deadline at all.
  bool has_passed() const { return nanoseconds != never && has_passed(coarse_now()); }

  bool operator==(const deadline&) const = default;
};

} // namespace souk
