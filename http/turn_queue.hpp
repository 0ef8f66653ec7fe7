#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>

namespace souk {

/// Work that takes long: its pieces have their turns one after the other, each behind all sockets
/// that are ready by then. So whoever asks for less, or is refused, waits for one of them and not
/// for all. Where so many sockets are ready that a look at them takes long, several have their turn
/// at once, or a crowd that is only refused would keep them waiting. Thread-safe.
class turn_queue {
public:
  using task = std::function<void()>;
  /// Told whether it has its turn now; false: there will be none.
  using piece = std::function<void(bool has_turn)>;

  using clock = std::chrono::steady_clock;

  /// Behind one look at the sockets, however long it took, no turn begins later than that.
  static constexpr std::chrono::milliseconds turns_time_max{2};

  /// `post` runs a function on an io thread, never inside the call.
  /// `at_once`: how many turns may be had side by side, as many as there are io threads.
  turn_queue(
    std::function<void(task)> post, unsigned at_once,
    std::function<clock::time_point()> now = [] { return clock::now(); })
    : post_(std::move(post)), at_once_(at_once), now_(std::move(now)) {}

  void add(piece what);

  /// Tells those that wait that there will be no turn, and whatever comes from now on.
  void close();

private:
  void post_next();
  /// `looked_since`: when the last look at the sockets began.
  void run_next(clock::time_point looked_since);
  /// False: nobody waits, and this turn is given up.
  bool run_one();

  const std::function<void(task)> post_;
  const unsigned at_once_;
  const std::function<clock::time_point()> now_;
  std::mutex mutex_;
  std::deque<piece> waiting_;
  unsigned running_ = 0;
  bool is_closed_ = false;
};

} // namespace souk
