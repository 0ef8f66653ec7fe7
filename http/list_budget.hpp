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
/// Falls fast and rises slowly, as TCP's window does. Source: RFC 5681, 3.1. Thread-safe.
class list_budget {
public:
  using time = std::chrono::nanoseconds;

  static constexpr time most = std::chrono::milliseconds{10};
  /// Enough for one at a time.
  static constexpr time least = std::chrono::microseconds{500};

  time now() const { return now_.load(std::memory_order_relaxed); }

  /// Told, from one thread at a time, how long a ready socket waits.
  void observe(time lag);

private:
  std::atomic<time> now_{most};
};

} // namespace souk
