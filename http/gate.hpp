#pragma once

#include "http/cost_class.hpp"
#include "http/list_limit.hpp"
#include "http/turn_queue.hpp"
#include "messages/coarse_clock.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>

namespace souk {

class edge_observer;
class exchange;

/// The requests in flight: how many, whether more may come, and which are overdue. Thread-safe;
/// outlives every connection.
class gate {
public:
  /// `post` runs a function on one of so many io threads, never inside the call. `observer` is told
  /// of every answer; null: nobody is.
  gate(std::size_t limit, std::chrono::milliseconds deadline,
       std::function<void(std::function<void()>)> post, edge_observer* observer = nullptr,
       unsigned threads = 1)
    : limit_(limit), deadline_(deadline), post_(std::move(post)), observer_(observer),
      threads_(threads), list_turns_(post_, threads) {}

  /// From now on `is_draining`.
  void drain() { draining_ = true; }
  bool is_draining() const { return draining_; }
  /// Whether more requests wait for their answer than may. Those whose answer is on its way to the
  /// client count no more: a few hundred clients that never read could close the shop.
  bool is_full() const { return unanswered_ > limit_; }
  /// Whether there may be a class of which one more request would be too many.
  bool is_crowded() const {
    return unanswered_ >= share_of(cost_class::list, limit_) || is_full_for(cost_class::list);
  }
  /// Whether one more request of that class would be too many: all places are taken, or it is a
  /// list and those before it take too long. To refuse anything cheaper costs about as much as to
  /// answer it.
  bool is_full_for(cost_class which) const;
  /// How many lists may wait for their answer at this moment.
  std::size_t lists_max() const;
  /// Lists that wait have no turn any more, and none from now on.
  void end_turns() { list_turns_.close(); }
  /// Requests whose answer has not been written yet.
  std::size_t in_flight() const { return in_flight_; }
  /// Null: nobody is told of the answers.
  edge_observer* observer() const { return observer_; }

  /// Returns when no request is in flight, or after `at_most`.
  void wait_until_empty(std::chrono::milliseconds at_most);

  /// Answers with 504 whatever has been waiting for longer than the deadline. A handler that still
  /// runs is waited for.
  void answer_overdue();

private:
  friend class exchange;
  /// Whether one more of the class is too many beside those that wait.
  bool is_full_for(cost_class which, std::size_t waiting) const;
  void enter();
  void line_up(exchange& waiting);
  void let_go(exchange& leaving);
  void leave();

  const std::size_t limit_;
  const std::chrono::milliseconds deadline_;
  const std::function<void(std::function<void()>)> post_;
  edge_observer* const observer_;
  const unsigned threads_;
  list_limit list_limit_{share_of(cost_class::list, limit_)};
  std::atomic<std::size_t> in_flight_{0};
  std::atomic<std::size_t> unanswered_{0};
  std::array<std::atomic<std::size_t>, cost_classes> by_class_{};
  /// Of each class, requests that were answered as overdue, and whose commands have no reply yet.
  std::array<std::atomic<std::size_t>, cost_classes> abandoned_{};
  std::atomic<bool> draining_{false};
  std::mutex mutex_;
  std::condition_variable emptied_;
  /// Exchanges that wait for their answer, oldest first: an intrusive list.
  exchange* first_ = nullptr;
  exchange* last_ = nullptr;
  /// Ends before all that the lists in it still use.
  turn_queue list_turns_;
};

} // namespace souk
