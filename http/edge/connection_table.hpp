#pragma once

#include "messages/coarse_clock.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace souk {

/// What a connection is doing.
enum class connection_phase {
  /// A request is being handled: the time is the server's.
  busy,
  /// Open without a request.
  idle,
  /// A request, a handshake or the rest of a refused request is being read.
  reading,
  /// An answer is being written.
  writing
};

/// One connection in the table. Its client must not change while it is in there.
struct connection_entry {
  using clock = std::chrono::steady_clock;

  /// Whose it is, as `client_group` says; null: a proxy's, which has all of its clients'.
  std::optional<std::uint64_t> client;
  std::atomic<connection_phase> phase{connection_phase::busy};
  /// When the phase must be over.
  std::atomic<clock::time_point> until{clock::time_point::max()};
  /// Told, by any thread, that the time may be up. It must return at once, and not come back to the
  /// table meanwhile.
  std::function<void()> look_at_time = [] {};
  /// Told, in the same way, to refuse the request that is being read, and to hold this until the
  /// connection ends.
  std::function<void(const std::shared_ptr<void>& held)> refuse_unfinished = [](auto&) {};

  /// The table's own.
  bool is_counted = false;
  connection_entry* previous = nullptr;
  connection_entry* next = nullptr;

  /// Begins a phase that may take so long.
  void begin(connection_phase what, clock::duration at_most) {
    until.store(coarse_now() + at_most, std::memory_order_relaxed);
    phase.store(what, std::memory_order_relaxed);
  }
  void be_busy() {
    phase.store(connection_phase::busy, std::memory_order_relaxed);
    until.store(clock::time_point::max(), std::memory_order_relaxed);
  }
};

/// The open connections of one port: how many there are, of whom, and which have taken too long.
/// One look at all of them from time to time costs less than a timer for each. Thread-safe.
class connection_table {
public:
  /// `crowded`: from so many on, idle connections must make room for new ones.
  connection_table(std::size_t per_client_max, std::size_t crowded)
    : per_client_max_(per_client_max), crowded_(crowded) {}

  /// False: the client has as many as it may. The entry is in the table either way: a client that
  /// is refused has its time, too.
  bool enter(connection_entry& entering);
  void leave(connection_entry& leaving);

  /// Has those look at their time who may have used it up, among the next of `shares` shares:
  /// after so many calls everybody has been looked at. False: it has stopped before its end, after
  /// `woken_at_once`, and the next call is to go on soon. To look at thousands at once, or to end
  /// hundreds, would keep a request waiting for milliseconds.
  bool wake_overdue(connection_entry::clock::time_point now, std::size_t shares = 1);

  static constexpr std::size_t woken_at_once = 8;

  /// Has everybody refuse the request that is being read, and hold this meanwhile.
  void refuse_unfinished(const std::shared_ptr<void>& held);

  /// Whether the connection must end now.
  bool is_overdue(const connection_entry& entry, connection_entry::clock::time_point now) const;

  std::size_t size() const { return size_; }

private:
  bool take_place(connection_entry& entering);

  const std::size_t per_client_max_;
  const std::size_t crowded_;
  std::atomic<std::size_t> size_{0};
  std::mutex mutex_;
  connection_entry* first_ = nullptr;
  /// Where the next look begins; null: with the first.
  connection_entry* next_look_ = nullptr;
  std::map<std::uint64_t, std::size_t> by_client_;
};

} // namespace souk
