#pragma once

#include <chrono>
#include <string>

namespace souk {

/// Settings of a client.
struct client_options {
  /// http or https, host, and perhaps a port and a path in front of the shop's own.
  std::string base_url = "http://127.0.0.1:8080";
  /// Whose cart and orders; 1..128 characters of `[A-Za-z0-9._@:-]`.
  std::string user_id = {};
  /// How long each attempt may take to connect.
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{3};
  /// How long each attempt may take as a whole. Longer than the 10 s after which the shop gives up
  /// by itself.
  std::chrono::milliseconds request_timeout = std::chrono::seconds{15};
  /// Attempts after the first one, at least 0.
  int retries_max = 2;
  /// The longest wait between two attempts. If the shop asks for a longer one, there is no further
  /// attempt and its answer is thrown.
  std::chrono::milliseconds retry_wait_max = std::chrono::seconds{5};
};

} // namespace souk
