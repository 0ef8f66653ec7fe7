#include "http/lag_watch.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

namespace souk {

namespace {

namespace asio = restinio::asio_ns;

constexpr std::chrono::milliseconds busy_step{5};
constexpr std::chrono::milliseconds idle_step{50};

/// What this program has had of the processors.
std::chrono::nanoseconds processor_time() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

} // namespace

lag_watch::lag_watch(asio::io_context& io, unsigned threads, std::function<bool()> is_busy,
                     std::function<void(std::chrono::nanoseconds)> tell)
  : timer_(io), asking_(io), asked_(io), threads_(threads), is_busy_(std::move(is_busy)),
    tell_(std::move(tell)) {
  asio::local::connect_pair(asking_, asked_);
}

void lag_watch::begin() {
  timer_.expires_after(is_busy_() ? busy_step : idle_step);
  timer_.async_wait([this](const auto& stopped) {
    if (!stopped)
      look();
  });
}

void lag_watch::look() {
  const std::chrono::nanoseconds lag = lag_;
  // One that still waits tells enough already: whoever waited for its end would act too late.
  tell_(lag < lag.zero() ? lag_until_now() : lag);
  if (lag >= lag.zero())
    ask();
  begin();
}

void lag_watch::ask() {
  asked_at_ = clock::now();
  used_before_ = processor_time();
  lag_ = std::chrono::nanoseconds{-1};
  // First the read, for which there is nothing yet: what can be read at once waits for nobody.
  asked_.async_read_some(asio::buffer(&question_, 1), [this](const auto& stopped, std::size_t) {
    if (!stopped)
      lag_ = lag_until_now();
  });
  asking_.write_some(asio::buffer(&question_, 1));
}

std::chrono::nanoseconds lag_watch::lag_until_now() const {
  const std::chrono::nanoseconds waited = clock::now() - asked_at_;
  // Whatever else the machine does makes handlers late, too, and refusing would not help: only the
  // work that kept our own threads busy counts.
  return std::min(waited, (processor_time() - used_before_) / threads_);
}

} // namespace souk
