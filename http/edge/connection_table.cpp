#include "http/edge/connection_table.hpp"

namespace souk {

bool connection_table::enter(connection_entry& entering) {
  std::lock_guard lock{mutex_};
  const bool has_place = take_place(entering);
  ++size_;
  entering.next = first_;
  if (first_)
    first_->previous = &entering;
  first_ = &entering;
  return has_place;
}

bool connection_table::take_place(connection_entry& entering) {
  if (!entering.client)
    return true;
  auto& count = by_client_[*entering.client];
  entering.is_counted = count < per_client_max_;
  if (entering.is_counted)
    ++count;
  return entering.is_counted;
}

void connection_table::leave(connection_entry& leaving) {
  std::lock_guard lock{mutex_};
  if (leaving.is_counted) {
    auto found = by_client_.find(*leaving.client);
    if (--found->second == 0)
      by_client_.erase(found);
  }
  --size_;
  if (next_look_ == &leaving)
    next_look_ = leaving.next;
  (leaving.previous ? leaving.previous->next : first_) = leaving.next;
  if (leaving.next)
    leaving.next->previous = leaving.previous;
}

void connection_table::refuse_unfinished(const std::shared_ptr<void>& held) {
  std::lock_guard lock{mutex_};
  for (auto* each = first_; each; each = each->next)
    each->refuse_unfinished(held);
}

bool connection_table::is_overdue(const connection_entry& entry,
                                  connection_entry::clock::time_point now) const {
  return entry.until.load(std::memory_order_relaxed) <= now
         || (size_ >= crowded_
             && entry.phase.load(std::memory_order_relaxed) == connection_phase::idle);
}

bool connection_table::wake_overdue(connection_entry::clock::time_point now, std::size_t shares) {
  std::lock_guard lock{mutex_};
  std::size_t woken = 0;
  auto* each = next_look_ ? next_look_ : first_;
  for (auto left = (size_ + shares - 1) / shares; each && left > 0 && woken < woken_at_once;
       each = each->next, --left)
    if (is_overdue(*each, now)) {
      each->look_at_time();
      ++woken;
    }
  next_look_ = each;
  return woken < woken_at_once;
}

} // namespace souk
