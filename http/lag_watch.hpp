#pragma once

#include <restinio/asio_include.hpp>

#include <chrono>
#include <functional>

namespace souk {

/// Looks from time to time how late a handler of an io_context runs that is due: how long whatever
/// becomes ready now would wait.
class lag_watch {
public:
  /// `threads` run the io_context. `is_busy` tells whether anybody would notice: an idle program
  /// should let the processor sleep. Both functions are called on an io thread.
  lag_watch(restinio::asio_ns::io_context& io, unsigned threads, std::function<bool()> is_busy,
            std::function<void(std::chrono::nanoseconds)> tell);

  void begin();

private:
  void look(std::chrono::steady_clock::time_point due, std::chrono::nanoseconds used_before);

  restinio::asio_ns::steady_timer timer_;
  const unsigned threads_;
  const std::function<bool()> is_busy_;
  const std::function<void(std::chrono::nanoseconds)> tell_;
  std::chrono::milliseconds step_;
};

} // namespace souk
