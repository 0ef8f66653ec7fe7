#pragma once

#include "sdk/error.hpp"
#include "sdk/http_connection.hpp"

#include <chrono>
#include <optional>
#include <random>
#include <string>

namespace souk::sdk {

/// What an answer that is not 2xx says, `Retry-After` included.
problem problem_of(const http_reply& reply);

/// How long to wait until the same request is worth another attempt; nothing: never. Worth one are
/// 503 and 429 that carry Retry-After, 504, and 409 `request_in_progress` that carries Retry-After;
/// a 409 of another kind is an answer. Source: semantics.md, Checkout, step 5, and Errors.
std::optional<std::chrono::milliseconds> wait_after(const problem& why);

/// Whether that request may be sent again: every request is idempotent or carries a key.
bool is_worth_retrying(transport_fault fault);

/// 128 random bits in hexadecimal.
std::string random_key();

/// Sends requests and tries again where that is safe and promising. Not thread-safe.
class session {
public:
  /// Throws like `http_connection`.
  explicit session(const client_options& options);

  /// Gives the 2xx answer. Blocks for at most 1 + retries_max times request_timeout and
  /// retries_max times retry_wait_max. Throws api_error and transport_error of the last attempt.
  http_reply call(const http_request& request);

  /// Whether the last call's request may have had its effect before the answer that was returned
  /// or thrown, because it had been sent before.
  bool is_in_doubt() const { return is_in_doubt_; }

private:
  /// Sleeps and returns true, or returns false if there is no attempt left or the wait is too long.
  bool wait_for_attempt(int failed_attempts, std::optional<std::chrono::milliseconds> wait);

  /// Doubles with each attempt; between half and all of it, so that clients do not come in step.
  std::chrono::milliseconds backoff(int failed_attempts);

  http_connection connection_;
  int retries_max_;
  std::chrono::milliseconds retry_wait_max_;
  std::minstd_rand random_;
  bool is_in_doubt_ = false;
};

} // namespace souk::sdk
