#include "http/gate.hpp"

#include "http/exchange.hpp"

#include <ctime>
#include <memory>
#include <ratio>
#include <vector>

namespace souk {

namespace {

/// What this program has had of the processors. Takes a microsecond to read.
std::chrono::microseconds processor_time() {
  static_assert(CLOCKS_PER_SEC == std::micro::den); // as POSIX has it
  return std::chrono::microseconds{std::clock()};
}

} // namespace

void gate::answer_overdue() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<std::shared_ptr<exchange>> overdue;
  {
    std::lock_guard lock{mutex_};
    for (auto* each = first_; each != nullptr && each->since_ + deadline_ < now; each = each->next_)
      if (auto alive = each->weak_from_this().lock())
        overdue.push_back(std::move(alive));
  }
  for (auto& each : overdue)
    each->give_up();
}

bool gate::is_full_for(cost_class which) const {
  return unanswered_ >= limit_ || is_full_for(which, by_class_[static_cast<std::size_t>(which)]);
}

bool gate::is_full_for(cost_class which, std::size_t waiting) const {
  if (waiting >= share_of(which, limit_))
    return true;
  // Few are never too many, so most requests need no look at the clock.
  return which == cost_class::list && waiting >= list_limit::least && waiting >= lists_max();
}

std::size_t gate::lists_max() const {
  return list_limit_.at(coarse_now());
}

void gate::enter() {
  ++in_flight_;
  ++unanswered_;
}

void gate::line_up(exchange& waiting) {
  std::lock_guard lock{mutex_};
  // Whoever answers says so first, then looks whether it is in the line.
  if (waiting.answered_)
    return;
  waiting.is_in_line_ = true;
  waiting.previous_ = last_;
  (last_ ? last_->next_ : first_) = &waiting;
  last_ = &waiting;
}

void gate::let_go(exchange& leaving) {
  --unanswered_;
  const auto waiting =
    leaving.share_ ? --by_class_[static_cast<std::size_t>(*leaving.share_)] : std::size_t{0};
  const bool is_list = leaving.share_ == cost_class::list;
  const auto used = is_list ? processor_time() / threads_ : std::chrono::microseconds{0};
  std::lock_guard lock{mutex_};
  if (is_list)
    list_limit_.answered(waiting, used);
  if (!std::exchange(leaving.is_in_line_, false))
    return;
  (leaving.previous_ ? leaving.previous_->next_ : first_) = leaving.next_;
  (leaving.next_ ? leaving.next_->previous_ : last_) = leaving.previous_;
}

void gate::leave() {
  if (--in_flight_ > 0 || !draining_)
    return;
  std::lock_guard lock{mutex_};
  emptied_.notify_all();
}

void gate::wait_until_empty(std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  emptied_.wait_for(lock, at_most, [this] { return in_flight_ == 0; });
}

} // namespace souk
