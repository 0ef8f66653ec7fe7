#include "sdk/session.hpp"

#include "sdk/decode.hpp"

#include <algorithm>
#include <string_view>
#include <thread>

namespace souk::sdk {

namespace {

constexpr std::chrono::milliseconds first_backoff{100};

/// More doublings would only overflow; the longest wait is far below.
constexpr int doublings_max = 10;

/// Longer than any wait that is kept, short enough for every duration.
constexpr std::int64_t retry_after_seconds_max = 1'000'000'000;

} // namespace

problem problem_of(const http_reply& reply) {
  auto why = decode_problem(reply.status, reply.body);
  // The other form of the field, a date, would compare the clocks of two machines.
  auto seconds = parse_integer(reply.field("Retry-After"));
  if (seconds && *seconds >= 0)
    why.retry_after = std::chrono::seconds{std::min(*seconds, retry_after_seconds_max)};
  return why;
}

std::optional<std::chrono::milliseconds> wait_after(const problem& why) {
  if (why.status == 504)
    return why.retry_after.value_or(std::chrono::seconds{0});
  bool is_temporary = why.status == 503 || why.status == 429
                      || (why.status == 409 && why.code == "request_in_progress");
  return is_temporary ? why.retry_after : std::nullopt;
}

bool is_worth_retrying(transport_fault fault) {
  return fault == transport_fault::cannot_connect || fault == transport_fault::timed_out
         || fault == transport_fault::connection_lost;
}

std::string random_key() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::random_device source;
  std::string key;
  while (key.size() < 32)
    for (auto bits = source(), left = 8u; left > 0; --left, bits >>= 4)
      key += digits[bits & 15];
  return key;
}

session::session(const client_options& options)
  : connection_(options), retries_max_(options.retries_max),
    retry_wait_max_(options.retry_wait_max), random_(std::random_device{}()) {}

http_reply session::call(const http_request& request) {
  is_in_doubt_ = false;
  for (int attempts = 1;; ++attempts) {
    try {
      auto reply = connection_.perform(request);
      is_in_doubt_ |= connection_.times_sent() > 1;
      if (reply.status >= 200 && reply.status < 300)
        return reply;
      auto why = problem_of(reply);
      if (why.status >= 500 && !request.may_be_repeated)
        throw api_error{std::move(why)};
      if (!wait_for_attempt(attempts, wait_after(why)))
        throw api_error{std::move(why)};
      is_in_doubt_ |= why.status >= 500;
    } catch (const transport_error& err) {
      if (connection_.times_sent() > 0 && !request.may_be_repeated)
        throw;
      if (!is_worth_retrying(err.fault()) || !wait_for_attempt(attempts, backoff(attempts)))
        throw;
      is_in_doubt_ |= connection_.times_sent() > 0;
    }
  }
}

bool session::wait_for_attempt(int failed_attempts, std::optional<std::chrono::milliseconds> wait) {
  if (failed_attempts > retries_max_ || !wait || *wait > retry_wait_max_)
    return false;
  std::this_thread::sleep_for(*wait);
  return true;
}

std::chrono::milliseconds session::backoff(int failed_attempts) {
  auto whole = first_backoff * (1 << std::min(failed_attempts - 1, doublings_max));
  std::uniform_int_distribution<std::int64_t> within{whole.count() / 2, whole.count()};
  return std::min(std::chrono::milliseconds{within(random_)}, retry_wait_max_);
}

} // namespace souk::sdk
