#pragma once

#include <restinio/asio_include.hpp>

#include <thread>
#include <vector>

namespace souk {

/// The threads of an io_context on which actors run, too. They stop when told so, whatever is left
/// to do.
class thread_team {
public:
  /// Throws std::runtime_error with a line for the user where they cannot be started.
  thread_team(asio::io_context& io, unsigned count);
  ~thread_team() { stop(); }

  /// Returns when whatever a thread was running at the call has ended; what begins after that sees
  /// what the caller did before. One call at a time, by no thread of the team, and not after
  /// `stop`.
  void wait_for_running();

  void stop();

private:
  /// So that a constructor that throws stops what it has started.
  explicit thread_team(asio::io_context& io) : io_(io), work_(asio::make_work_guard(io)) {}

  asio::io_context& io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::vector<std::thread> threads_;
};

} // namespace souk
