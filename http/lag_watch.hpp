#pragma once

#include <restinio/asio_include.hpp>

#include <atomic>
#include <chrono>
#include <functional>

namespace souk {

/// Finds out how long a socket that can be read waits for a thread of an io_context: asks itself
/// through a pair of sockets. A timer would tell less: of a thousand sockets the kernel names some
/// hundred at once, and looks at timers between.
///
/// Asks only while it is asked itself or found a queue, so that an idle program lets the processor
/// sleep.
class lag_watch {
public:
  /// `threads` run the io_context. `tell` is called on one of them with each lag that was found,
  /// never twice at once.
  lag_watch(asio::io_context& io, unsigned threads,
            std::function<void(std::chrono::nanoseconds)> tell);

  /// Whether the socket has waited for longer than that by now. To be called on a thread of the
  /// io_context.
  bool is_longer_than(std::chrono::nanoseconds time);

private:
  using clock = std::chrono::steady_clock;
  using socket = asio::local::stream_protocol::socket;

  static constexpr auto never = clock::time_point::max();

  void ask();
  void take_answer();
  std::chrono::nanoseconds lag_until_now() const;

  socket asking_;
  socket asked_;
  char question_ = '?';
  /// `never` while no question is on its way; whoever puts a time in its place may use the sockets.
  std::atomic<clock::time_point> asked_at_{never};
  std::atomic<clock::time_point> answered_at_{};
  std::atomic<std::chrono::nanoseconds> used_before_{};
  /// How long the question had waited when somebody looked last. It only waits longer, so whoever
  /// asks for less has no need of the clock of the program, which costs a microsecond. Where there
  /// are several threads it may be that of the question before, until the next answer.
  std::atomic<std::chrono::nanoseconds> found_{};
  const unsigned threads_;
  const std::function<void(std::chrono::nanoseconds)> tell_;
};

} // namespace souk
