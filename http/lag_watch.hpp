#pragma once

#include <restinio/asio_include.hpp>

#include <atomic>
#include <chrono>
#include <functional>

namespace souk {

/// Looks from time to time how long a socket of an io_context waits that can be read: asks itself
/// through a pair of sockets. A timer would tell less: of a thousand sockets the kernel names some
/// hundred at once, and looks at timers between.
class lag_watch {
public:
  /// `threads` run the io_context. `is_busy` tells whether anybody would notice: an idle program
  /// should let the processor sleep. Both functions are called on an io thread.
  lag_watch(restinio::asio_ns::io_context& io, unsigned threads, std::function<bool()> is_busy,
            std::function<void(std::chrono::nanoseconds)> tell);

  void begin();

private:
  using clock = std::chrono::steady_clock;
  using socket = restinio::asio_ns::local::stream_protocol::socket;

  void look();
  void ask();
  std::chrono::nanoseconds lag_until_now() const;

  restinio::asio_ns::steady_timer timer_;
  socket asking_;
  socket asked_;
  char question_ = '?';
  clock::time_point asked_at_;
  std::chrono::nanoseconds used_before_{0};
  /// How long the last question has waited; negative: it still does.
  std::atomic<std::chrono::nanoseconds> lag_{};
  const unsigned threads_;
  const std::function<bool()> is_busy_;
  const std::function<void(std::chrono::nanoseconds)> tell_;
};

} // namespace souk
