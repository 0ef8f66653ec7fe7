#pragma once

#include "messages/time.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace souk {

/// The time by which keys grow old. A wall clock that is set right may jump by days, and keys that
/// are seconds old would be forgotten: from one look to the next, no more than `step_max` counts,
/// and a step back for nothing. So a key may be kept for longer than was said, and never shorter.
class key_clock {
public:
  static constexpr std::chrono::hours step_max{1};

  /// Goes on from the newest key, if there is one.
  explicit key_clock(std::optional<time_point> newest = {}) : shown_(newest), seen_(newest) {}

  time_point at(time_point now) {
    const auto passed = seen_ ? now - *seen_ : time_point::duration::zero();
    seen_ = now;
    shown_ = shown_.value_or(now)
             + std::clamp(passed, time_point::duration::zero(), time_point::duration{step_max});
    return *shown_;
  }

private:
  std::optional<time_point> shown_;
  /// The wall clock at the last look.
  std::optional<time_point> seen_;
};

} // namespace souk
