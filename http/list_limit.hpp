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
///
/// What a list takes is told by the processors: whatever else the machine does makes answers late,
/// too, and to refuse would not help. Thread-safe but for `answered`.
class list_limit {
public:
  using clock = std::chrono::steady_clock;
  using time = std::chrono::nanoseconds;

  static constexpr time usual_time = std::chrono::milliseconds{50};
  static constexpr time crowd_time = std::chrono::milliseconds{2};
  static constexpr time interval = std::chrono::milliseconds{100};

  /// So many may wait however long they take: a few clients that ask at once are no crowd.
  static constexpr std::size_t least = 4;

  /// A list that takes longer than that many others counts as so many: one says little of the next.
  static constexpr int surprise_max = 8;

  /// `most` may wait however short they are.
  explicit list_limit(std::size_t most) : most_(most) {}

  /// Told that a list has come beside those that wait.
  void came(std::size_t waiting, clock::time_point moment);

  /// Told, by one thread at a time, that a list was answered, how many others wait, and what each
  /// io thread has had of the processors until then.
  void answered(std::size_t waiting, time used);

  std::size_t at(clock::time_point moment) const;

private:
  const std::size_t most_;
  std::atomic<clock::time_point> full_at_{clock::time_point{} - 2 * interval};
  /// From one answer to the next while there is always one to be given; at first, of a short list.
  std::atomic<time> between_answers_{std::chrono::microseconds{250}};
  time used_before_{};
  bool has_waited_since_ = false;
};

} // namespace souk
