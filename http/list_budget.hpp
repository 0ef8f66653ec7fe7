#pragma once

#include <atomic>
#include <chrono>

namespace souk {

/// How long a ready socket may wait for an io thread; a queue that is longer only makes everybody
/// wait. Source: RFC 8289, 4.2, has 5 ms for a queue. A request may meet two of them, as it waits
/// for the sockets to be looked at and then among them, and the second is shorter.
inline constexpr std::chrono::milliseconds lag_max{3};

/// How long, of each look at all ready sockets, the io threads take lists. Those that come later
/// are refused, which costs a fraction of an answer, so that the next look is soon.
///
/// Some are taken in any case: where the machine is slow, a few clients that ask at once are no
/// crowd.
///
/// Falls fast and rises slowly, as TCP's window does. Source: RFC 5681, 3.1. Thread-safe.
class list_budget {
public:
  using time = std::chrono::nanoseconds;
  using clock = std::chrono::steady_clock;

  static constexpr time most = std::chrono::milliseconds{10};
  static constexpr time least = std::chrono::microseconds{500};

  /// How many are taken of each look, whatever the time.
  static constexpr unsigned count_min = 8;

  /// After this time without a lag, whatever was is forgotten: who comes to an idle shop is not to
  /// suffer from a crowd that is gone.
  static constexpr std::chrono::seconds memory{1};

  time at(clock::time_point moment) const {
    return moment - observed_at_.load(std::memory_order_relaxed) > memory
             ? most
             : budget_.load(std::memory_order_relaxed);
  }

  /// Told, from one thread at a time, how long a ready socket waited at this moment.
  void observe(time lag, clock::time_point moment);

private:
  std::atomic<time> budget_{most};
  std::atomic<clock::time_point> observed_at_{};
};

} // namespace souk
