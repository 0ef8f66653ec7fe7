#include "http/list_budget.hpp"

#include <algorithm>

namespace souk {

namespace {

/// A quarter less, or by as much as the lag is too long.
list_budget::time less(list_budget::time before, list_budget::time lag) {
  constexpr list_budget::time target = lag_max;
  const auto share = static_cast<double>(target.count()) / static_cast<double>(lag.count());
  return std::chrono::duration_cast<list_budget::time>(before * std::min(0.75, share));
}

} // namespace

void list_budget::observe(time lag, clock::time_point moment) {
  const auto before = at(moment);
  const auto wanted = lag > lag_max ? less(before, lag) : before + before / 16;
  budget_.store(std::clamp(wanted, least, most), std::memory_order_relaxed);
  observed_at_.store(moment, std::memory_order_relaxed);
}

} // namespace souk
