#pragma once

#include <asio/ip/address.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>

namespace souk {

/// What a connection is doing, which decides how it ends when its time is up.
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

/// One connection in the table. Its address must not change while it is in there.
struct connection_entry {
  using clock = std::chrono::steady_clock;

  asio::ip::address address;
  int descriptor = -1;
  std::atomic<connection_phase> phase{connection_phase::busy};
  /// When the phase must be over.
  std::atomic<clock::time_point> until{clock::time_point::max()};
  /// The table has ended what was being read or written.
  std::atomic<bool> is_overdue{false};

  connection_entry* previous = nullptr;
  connection_entry* next = nullptr;

  /// Begins a phase that may take so long.
  void begin(connection_phase what, clock::duration at_most) {
    until.store(clock::now() + at_most, std::memory_order_relaxed);
    phase.store(what, std::memory_order_relaxed);
  }
  void be_busy() {
    is_overdue.store(false, std::memory_order_relaxed);
    phase.store(connection_phase::busy, std::memory_order_relaxed);
    until.store(clock::time_point::max(), std::memory_order_relaxed);
  }
};

/// The open connections of one port: how many there are, of whom, and which have taken too long.
/// One look at all of them from time to time costs less than a timer for each. Thread-safe.
class connection_table {
public:
  /// `crowded`: from so many on, idle connections must make room for new ones.
  connection_table(std::size_t per_address_max, std::size_t crowded)
    : per_address_max_(per_address_max), crowded_(crowded) {}

  /// False, and nothing has changed: the address has as many as it may.
  bool enter(connection_entry& entering);
  /// Must come before the descriptor is closed.
  void leave(connection_entry& leaving);

  /// Ends the reading or writing of those whose time is up; their owners find `is_overdue`.
  void cut_overdue(connection_entry::clock::time_point now);

  std::size_t size() const { return size_; }

private:
  bool is_due(const connection_entry& entry, connection_entry::clock::time_point now) const;

  const std::size_t per_address_max_;
  const std::size_t crowded_;
  std::atomic<std::size_t> size_{0};
  std::mutex mutex_;
  connection_entry* first_ = nullptr;
  std::map<asio::ip::address, std::size_t> by_address_;
};

} // namespace souk
