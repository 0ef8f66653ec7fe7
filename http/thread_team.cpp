#include "http/thread_team.hpp"

#include "http/asio_scheduler.hpp"
#include "http/io_thread.hpp"
#include "http/thread_room.hpp"

#include <cstddef>
#include <latch>
#include <memory>
#include <utility>

namespace souk {

namespace {

/// Threads of CAF's clock and printer, of STORE, and of the one who takes its office while the
/// thread of the one before ends.
constexpr unsigned actor_threads = 4;

} // namespace

thread_team::thread_team(asio::io_context& io, unsigned count) : thread_team(io) {
  must_have_room_for_threads(count + actor_threads);
  while (threads_.size() < count)
    threads_.emplace_back([this] {
      io_thread here;
      run_with_actors(io_);
    });
}

void thread_team::wait_for_running() {
  const auto met = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(threads_.size()));
  // A thread that waits for the others takes no second one of these, so that each takes one, and
  // takes it when it has done what it was at. Nothing that runs on the way pays for this.
  for (std::size_t i = 0; i < threads_.size(); ++i)
    asio::post(io_, [met] { met->arrive_and_wait(); });
  met->wait();
}

void thread_team::stop() {
  work_.reset();
  io_.stop();
  for (auto& thread : std::exchange(threads_, {}))
    thread.join();
}

} // namespace souk
