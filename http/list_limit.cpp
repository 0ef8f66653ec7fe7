#include "http/list_limit.hpp"

#include <algorithm>

namespace souk {

void list_limit::came(std::size_t waiting, clock::time_point moment) {
  if (waiting + 1 >= at(moment))
    full_at_.store(moment, std::memory_order_relaxed);
}

void list_limit::answered(std::size_t waiting, time used) {
  if (has_waited_since_) {
    const auto before = between_answers_.load(std::memory_order_relaxed);
    const auto now =
      std::clamp<time>(used - used_before_, std::chrono::microseconds{1}, surprise_max * before);
    // One of eight tells as much as the seven before. Source: RFC 6298, 2.3.
    between_answers_.store(before + (now - before) / 8, std::memory_order_relaxed);
  }
  used_before_ = used;
  has_waited_since_ = waiting > 0;
}

std::size_t list_limit::at(clock::time_point moment) const {
  const bool is_crowd = moment - full_at_.load(std::memory_order_relaxed) <= interval;
  const auto may_take = is_crowd ? crowd_time : usual_time;
  const auto count = may_take / std::max(between_answers_.load(std::memory_order_relaxed), time{1});
  return std::min(most_, std::max(least, static_cast<std::size_t>(count)));
}

} // namespace souk
