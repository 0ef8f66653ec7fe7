#include "http/turn_queue.hpp"

#include <utility>

namespace souk {

void turn_queue::add(task piece) {
  {
    std::lock_guard lock{mutex_};
    waiting_.push_back(std::move(piece));
    if (running_ == at_once_)
      return;
    ++running_;
  }
  post_next();
}

/// What is posted runs in front of what the next look at the sockets finds; posted again from
/// there, behind it.
void turn_queue::post_next() {
  post_([this] { post_([this] { run_next(); }); });
}

void turn_queue::run_next() {
  task piece;
  {
    std::lock_guard lock{mutex_};
    if (waiting_.empty()) {
      --running_;
      return;
    }
    piece = std::move(waiting_.front());
    waiting_.pop_front();
  }
  piece();
  post_next();
}

void turn_queue::drop() {
  std::deque<task> dropped;
  std::lock_guard lock{mutex_};
  dropped.swap(waiting_);
}

} // namespace souk
