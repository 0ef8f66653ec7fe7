#pragma once

#include <deque>
#include <functional>
#include <mutex>

namespace souk {

/// Work that takes long: its pieces have their turns one after the other, each behind all sockets
/// that are ready by then. So whoever asks for less, or is refused, waits for one of them and not
/// for all. Thread-safe.
class turn_queue {
public:
  using task = std::function<void()>;
  /// Told whether it has its turn now; false: there will be none.
  using piece = std::function<void(bool has_turn)>;

  /// `post` runs a function on an io thread, never inside the call.
  /// `at_once`: how many turns may be had side by side, as many as there are io threads.
  turn_queue(std::function<void(task)> post, unsigned at_once)
    : post_(std::move(post)), at_once_(at_once) {}

  void add(piece what);

  /// Tells those that wait that there will be no turn, and whatever comes from now on.
  void close();

private:
  void post_next();
  void run_next();

  const std::function<void(task)> post_;
  const unsigned at_once_;
  std::mutex mutex_;
  std::deque<piece> waiting_;
  unsigned running_ = 0;
  bool is_closed_ = false;
};

} // namespace souk
