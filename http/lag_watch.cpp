#include "http/lag_watch.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace souk {

namespace {

constexpr std::chrono::milliseconds busy_step{5};
constexpr std::chrono::milliseconds idle_step{50};

/// What this program has had of the processors.
std::chrono::nanoseconds processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

} // namespace

lag_watch::lag_watch(restinio::asio_ns::io_context& io, unsigned threads,
                     std::function<bool()> is_busy,
                     std::function<void(std::chrono::nanoseconds)> tell)
  : timer_(io), threads_(threads), is_busy_(std::move(is_busy)), tell_(std::move(tell)),
    step_(idle_step) {}

void lag_watch::begin() {
  step_ = is_busy_() ? busy_step : idle_step;
  const auto due = std::chrono::steady_clock::now() + step_;
  timer_.expires_at(due);
  timer_.async_wait([this, due, used = processor_time()](const auto& stopped) {
    if (!stopped)
      look(due, used);
  });
}

void lag_watch::look(std::chrono::steady_clock::time_point due,
                     std::chrono::nanoseconds used_before) {
  const std::chrono::nanoseconds late = std::chrono::steady_clock::now() - due;
  // Whatever else the machine does makes handlers late, too, and refusing would not help: only the
  // work that kept our own threads busy beyond the moment counts.
  const auto worked = (processor_time() - used_before) / threads_ - step_;
  tell_(std::max(std::chrono::nanoseconds{0}, std::min(late, worked)));
  begin();
}

} // namespace souk
