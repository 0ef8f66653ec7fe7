#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace souk {

/// How many lists may wait for their answer at once, so that nobody waits for long: to refuse the
/// others costs a fraction of an answer.
///
/// As many as are answered in `usual_time`. Once there are so many, more come than can be answered,
/// and to wait does nobody any good: then as many as in `crowd_time`, until there have been fewer
/// for `interval`. Source: B. Maurer, "Fail at Scale", ACM Queue 13(8), 2015, Controlled Delay.
/// Thread-safe but for `answered`.
class list_limit {
public:
  using clock = std::chrono::steady_clock;
  using time = std::chrono::nanoseconds;

  static constexpr time usual_time = std::chrono::milliseconds{10};
  static constexpr time crowd_time = std::chrono::milliseconds{2};
  static constexpr time interval = std::chrono::milliseconds{100};

  /// So many may wait however long they take: a few clients that ask at once are no crowd.
  static constexpr std::size_t least = 4;

  /// Told that a list has come beside those that wait.
  void came(std::size_t waiting, clock::time_point moment);

  /// Told, by one thread at a time, that a list was answered, and how many others wait.
  void answered(std::size_t waiting, clock::time_point moment);

  std::size_t at(clock::time_point moment) const;

private:
  std::atomic<clock::time_point> full_at_{clock::time_point{} - 2 * interval};
  /// From one answer to the next while there is always one to be given; at first, of a short list.
  std::atomic<time> between_answers_{std::chrono::microseconds{250}};
  clock::time_point answered_at_{};
  bool has_waited_since_ = false;
};

} // namespace souk
