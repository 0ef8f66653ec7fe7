#include "storage/memory_events.hpp"

#include <algorithm>

namespace souk {

void memory_events::append(event what, time_point now) {
  // The first one of each entity was counted by the caller.
  auto& last = sequences_.try_emplace(to_string(what.about) + what.entity_id, 1).first->second;
  append(std::move(what), ++last, now);
}

void memory_events::append(event what, int64_t sequence, time_point now) {
  what.id = ++last_id_;
  what.sequence = sequence;
  what.happened_at = now;
  if (events_.size() == events_max)
    events_.pop_front();
  events_.push_back(std::move(what));
}

event_page memory_events::list(const list_events& query) const {
  auto begin = std::upper_bound(events_.begin(), events_.end(), query.after,
                                [](int64_t id, const event& each) { return id < each.id; });
  const auto limit = static_cast<std::ptrdiff_t>(query.limit);
  const auto left = events_.end() - begin;
  return {{begin, begin + std::min(limit, left)}, left > limit};
}

} // namespace souk
