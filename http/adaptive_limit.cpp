#include "http/adaptive_limit.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Enough that a thread finds the next request when it has answered one.
constexpr std::size_t least = 4;

} // namespace

void adaptive_limit::observe(std::chrono::nanoseconds lag) {
  const auto before = now();
  const auto wanted = lag > lag_max ? std::max(least, before * 3 / 4) : before + before / 16 + 1;
  now_.store(std::min(most_, wanted), std::memory_order_relaxed);
}

} // namespace souk
