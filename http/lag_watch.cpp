#include "http/lag_watch.hpp"

#include "messages/coarse_clock.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace souk {

namespace {

/// Between two questions while nobody waits: each costs some microseconds.
constexpr std::chrono::milliseconds pause{5};

/// Who waits for longer waits behind others, and the next question is put at once.
constexpr std::chrono::milliseconds queue_min{1};

/// What this program has had of the processors.
std::chrono::nanoseconds processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

} // namespace

lag_watch::lag_watch(asio::io_context& io, unsigned threads,
                     std::function<void(std::chrono::nanoseconds)> tell)
  : asking_(io), asked_(io), threads_(threads), tell_(std::move(tell)) {
  asio::local::connect_pair(asking_, asked_);
}

bool lag_watch::is_longer_than(std::chrono::nanoseconds time) {
  auto asked_at = asked_at_.load();
  if (asked_at == never) {
    const auto now = coarse_now();
    if (now - answered_at_.load() > pause && asked_at_.compare_exchange_strong(asked_at, now))
      ask();
    return false;
  }
  if (clock::now() - asked_at <= time)
    return false;
  // The clock of the program costs ten times as much as that of the machine.
  if (found_.load() > time)
    return true;
  const auto lag = lag_until_now();
  found_ = lag;
  return lag > time;
}

void lag_watch::ask() {
  used_before_ = processor_time();
  found_ = std::chrono::nanoseconds::zero();
  asked_at_ = clock::now();
  // First the read, for which there is nothing yet: what can be read at once waits for nobody.
  asked_.async_read_some(asio::buffer(&question_, 1), [this](const auto& stopped, std::size_t) {
    if (!stopped)
      take_answer();
  });
  // One byte always has room: the one before it has been read.
  asio::error_code failed;
  asking_.write_some(asio::buffer(&question_, 1), failed);
}

void lag_watch::take_answer() {
  const auto lag = lag_until_now();
  tell_(lag);
  if (lag > queue_min)
    return ask();
  answered_at_ = clock::now();
  asked_at_ = never;
}

std::chrono::nanoseconds lag_watch::lag_until_now() const {
  const std::chrono::nanoseconds waited = clock::now() - asked_at_.load();
  // Whatever else the machine does makes handlers late, too, and refusing would not help: only the
  // work that kept our own threads busy counts.
  return std::min(waited, (processor_time() - used_before_.load()) / threads_);
}

} // namespace souk
