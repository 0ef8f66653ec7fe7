#include "http/adaptive_limit.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Enough that a thread finds the next request when it has answered one.
constexpr std::size_t usual_least = 4;

} // namespace

adaptive_limit::adaptive_limit(std::size_t most)
  : most_(most), least_(std::min(most, usual_least)), now_(most) {}

void adaptive_limit::observe(std::chrono::nanoseconds lag) {
  const auto before = now();
  const auto after =
    lag > lag_max ? std::max(least_, before * 3 / 4) : std::min(most_, before + before / 16 + 1);
  now_.store(after, std::memory_order_relaxed);
}

} // namespace souk
