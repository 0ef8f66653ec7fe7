#pragma once

#include "http/edge/client_address.hpp"
#include "http/edge/rate_limiter.hpp"
#include "http/edge_options.hpp"
#include "http/exchange.hpp"

#include <optional>
#include <string>

namespace souk {

/// How many requests a second each client may send, and what its answers tell about it.
/// Thread-safe.
class rate_limit {
public:
  /// Throws std::invalid_argument as `trusted_proxies` does.
  explicit rate_limit(const edge_options& options);

  /// Counts the request at this moment, and adds to its answer what the client has left; false if
  /// it is one too many. Without a limit, does nothing.
  bool admits(responder& to) { return !limiter_ || admits(to, std::chrono::steady_clock::now()); }

  /// As above, at that moment. There must be a limit.
  bool admits(responder& to, rate_limiter::time_point now);

  /// The same for a message that becomes no request, of whose answer these are the fields.
  bool admits(const http_message& message, answer_fields& fields) {
    return !limiter_ || admits(message, fields, std::chrono::steady_clock::now());
  }

private:
  bool admits(const http_message& message, answer_fields& fields, rate_limiter::time_point now);

  trusted_proxies proxies_;
  std::optional<rate_limiter> limiter_;
  std::string policy_;
};

} // namespace souk
