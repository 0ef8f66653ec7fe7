#include "http/turn_queue.hpp"

#include <algorithm>
#include <utility>

namespace souk {

void turn_queue::add(piece what) {
  std::unique_lock lock{mutex_};
  if (is_closed_) {
    lock.unlock();
    return what(false);
  }
  waiting_.push_back(std::move(what));
  if (running_ == at_once_)
    return;
  ++running_;
  lock.unlock();
  post_next();
}

/// What is posted runs in front of what the next look at the sockets finds; posted again from
/// there, behind it.
void turn_queue::post_next() {
  post_([this] {
    const auto looked_since = now_();
    post_([this, looked_since] { run_next(looked_since); });
  });
}

void turn_queue::run_next(clock::time_point looked_since) {
  const auto begin = now_();
  const auto until = begin + std::min<clock::duration>(begin - looked_since, turns_time_max);
  do {
    if (!run_one())
      return;
  } while (now_() < until);
  post_next();
}

bool turn_queue::run_one() {
  piece next;
  {
    std::lock_guard lock{mutex_};
    if (waiting_.empty()) {
      --running_;
      return false;
    }
    next = std::move(waiting_.front());
    waiting_.pop_front();
  }
  // As with a handler that throws on a thread of RESTinio's: what it held answers 500.
  try {
    next(true);
  } catch (...) {
  }
  return true;
}

void turn_queue::close() {
  std::deque<piece> left;
  {
    std::lock_guard lock{mutex_};
    is_closed_ = true;
    left.swap(waiting_);
  }
  for (auto& each : left)
    each(false);
}

} // namespace souk
