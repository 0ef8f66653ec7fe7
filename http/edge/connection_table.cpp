#include "http/edge/connection_table.hpp"

#include <sys/socket.h>

namespace souk {

bool connection_table::enter(connection_entry& entering) {
  std::lock_guard lock{mutex_};
  auto& of_address = by_address_[entering.address];
  if (of_address >= per_address_max_)
    return false;
  ++of_address;
  ++size_;
  entering.next = first_;
  if (first_)
    first_->previous = &entering;
  first_ = &entering;
  return true;
}

void connection_table::leave(connection_entry& leaving) {
  std::lock_guard lock{mutex_};
  auto found = by_address_.find(leaving.address);
  if (--found->second == 0)
    by_address_.erase(found);
  --size_;
  (leaving.previous ? leaving.previous->next : first_) = leaving.next;
  if (leaving.next)
    leaving.next->previous = leaving.previous;
}

bool connection_table::is_due(const connection_entry& entry,
                              connection_entry::clock::time_point now) const {
  return entry.until.load(std::memory_order_relaxed) <= now
         || (size_ >= crowded_
             && entry.phase.load(std::memory_order_relaxed) == connection_phase::idle);
}

void connection_table::cut_overdue(connection_entry::clock::time_point now) {
  std::lock_guard lock{mutex_};
  for (auto* each = first_; each; each = each->next) {
    if (!is_due(*each, now) || each->is_overdue.exchange(true))
      continue;
    // Whoever waits for the descriptor wakes up; it is closed by its owner, on its own thread.
    // After reading, an answer may still be sent.
    const bool is_writing = each->phase == connection_phase::writing;
    ::shutdown(each->descriptor, is_writing ? SHUT_RDWR : SHUT_RD);
  }
}

} // namespace souk
