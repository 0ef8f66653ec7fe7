#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace souk {

/// What waits longer than this for an io thread waits in a queue that does not end by itself.
/// Source: RFC 8289, 4.2, where 5 ms are the target for a queue.
inline constexpr std::chrono::milliseconds lag_max{5};

/// How many requests of a dear class may wait for their answer at once: as many as are allowed
/// while the io threads keep up, fewer while they lag. One more would only make everybody wait.
///
/// Falls fast and rises slowly, as TCP's window does. Source: RFC 5681, 3.1. Thread-safe.
class adaptive_limit {
public:
  explicit adaptive_limit(std::size_t most) : most_(most), now_(most) {}

  std::size_t now() const { return now_.load(std::memory_order_relaxed); }

  /// Told, from one thread at a time, how long waits what an io thread could do.
  void observe(std::chrono::nanoseconds lag);

private:
  const std::size_t most_;
  std::atomic<std::size_t> now_;
};

} // namespace souk
