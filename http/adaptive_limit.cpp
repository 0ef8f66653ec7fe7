#include "http/adaptive_limit.hpp"

#include <algorithm>

namespace souk {

namespace {

/// One at a time: with more, a thread that also has to refuse would never be done with them.
constexpr std::size_t least = 1;

/// What waits is as long as its queue: a quarter less, or as many as would have waited for
/// `lag_max`.
std::size_t fewer(std::size_t before, std::chrono::nanoseconds lag) {
  constexpr std::chrono::nanoseconds target = lag_max;
  const auto share = static_cast<double>(target.count()) / static_cast<double>(lag.count());
  return static_cast<std::size_t>(static_cast<double>(before) * std::min(0.75, share));
}

} // namespace

void adaptive_limit::observe(std::chrono::nanoseconds lag) {
  const auto before = now();
  const auto wanted =
    lag > lag_max ? std::max(least, fewer(before, lag)) : before + before / 16 + 1;
  now_.store(std::min(most_, wanted), std::memory_order_relaxed);
}

} // namespace souk
