#pragma once

#include "sdk/error.hpp"
#include "sdk/http_connection.hpp"

#include <chrono>
#include <optional>
#include <random>
#include <string>

namespace souk::sdk {

/// Whether another try is promising after that fault. It is always safe: every request is
/// idempotent or carries a key.
bool is_worth_retrying(transport_fault fault);

/// The longest wait after so many failed attempts in a row, at least 1. It doubles with each.
std::chrono::milliseconds longest_backoff(int failed_attempts);

/// 128 random bits in hexadecimal.
std::string random_key();

/// Sends requests and tries again where that is safe and promising. Not thread-safe.
class session {
public:
  /// Throws like `http_connection`.
  explicit session(const client_options& options);

  /// Gives the answer that has the expected status. Blocks for at most 1 + retries_max times
  /// request_timeout and retries_max times retry_wait_max. Throws api_error and transport_error of
  /// the last attempt; whether the request may have had its effect counts all of them.
  http_reply call(const http_request& request);

private:
  /// Sleeps and returns true, or returns false if there is no attempt left or the wait is too long.
  bool wait_for_attempt(int failed_attempts, std::optional<std::chrono::milliseconds> wait);

  /// Between half and all of the longest one, so that clients do not come in step.
  std::chrono::milliseconds backoff(int failed_attempts);

  http_connection connection_;
  int retries_max_;
  std::chrono::milliseconds retry_wait_max_;
  std::minstd_rand random_;
};

} // namespace souk::sdk
