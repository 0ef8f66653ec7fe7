#include "storage/memory_events.hpp"

#include "storage/page_room.hpp"

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
  auto next = std::upper_bound(events_.begin(), events_.end(), query.after,
                               [](int64_t id, const event& each) { return id < each.id; });
  event_page page;
  page_room room{query.limit};
  for (; next != events_.end() && room.take(*next); ++next)
    page.events.push_back(*next);
  page.more = next != events_.end();
  return page;
}

} // namespace souk
