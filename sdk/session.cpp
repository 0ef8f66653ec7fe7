#include "sdk/session.hpp"

#include "sdk/refusal.hpp"

#include <algorithm>
#include <string_view>
#include <thread>

namespace souk::sdk {

namespace {

constexpr std::chrono::milliseconds first_backoff{200};

/// More doublings would only overflow; the longest wait is far below.
constexpr int doublings_max = 10;

/// Throws unless the answer has a status that a shop could refuse with. A proxy, or a page that
/// wants a person to log in, answers 200 to everything.
void check_is_refusal(const http_request& request, const http_reply& reply) {
  if (reply.status >= 200 && reply.status < 300)
    throw transport_error{transport_fault::malformed_answer,
                          request.method + " " + request.target + ": "
                            + std::to_string(reply.status) + " (" + media_type_of(reply)
                            + ") in place of " + std::to_string(request.expected_status)};
}

} // namespace

bool is_worth_retrying(transport_fault fault) {
  return fault == transport_fault::cannot_connect || fault == transport_fault::timed_out
         || fault == transport_fault::connection_lost;
}

std::chrono::milliseconds longest_backoff(int failed_attempts) {
  return first_backoff * (1 << std::min(failed_attempts - 1, doublings_max));
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
  bool is_in_doubt = request.follows_a_change;
  auto must_not_be_repeated = [&] { return is_in_doubt && !request.is_safe_to_repeat(); };
  for (int attempts = 1;; ++attempts) {
    try {
      auto reply = connection_.perform(request);
      is_in_doubt |= request.makes_changes() && connection_.times_sent() > 1;
      if (reply.status == request.expected_status)
        return reply;
      check_is_refusal(request, reply);
      auto why = problem_of(reply);
      is_in_doubt |= request.makes_changes() && leaves_in_doubt(why);
      if (must_not_be_repeated() || !wait_for_attempt(attempts, wait_after(why, backoff(attempts))))
        throw api_error{why, summary_of(request, reply, why), is_in_doubt};
    } catch (const transport_error& err) {
      is_in_doubt |= request.makes_changes() && connection_.times_sent() > 0;
      if (must_not_be_repeated() || !is_worth_retrying(err.fault())
          || !wait_for_attempt(attempts, backoff(attempts)))
        throw transport_error{err.fault(), err.what(), is_in_doubt};
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
  auto whole = longest_backoff(failed_attempts);
  std::uniform_int_distribution<std::int64_t> within{whole.count() / 2, whole.count()};
  return std::min(std::chrono::milliseconds{within(random_)}, retry_wait_max_);
}

} // namespace souk::sdk
