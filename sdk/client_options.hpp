#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace souk {

/// Settings of a client.
struct client_options {
  /// http or https, host, and perhaps a port and a path in front of the shop's own.
  std::string base_url = "http://127.0.0.1:8080";
  /// Whose cart and orders; 1..128 characters of `[A-Za-z0-9._@:-]`.
  std::string user_id = {};
  /// A file of certificates in PEM that an https server's must be signed by, in place of those that
  /// the system trusts; empty: those. If it cannot be read, calls throw transport_error, `other`.
  std::string ca_file = {};
  /// Names and values of fields that every request has besides the client's own, such as
  /// `Authorization` for a proxy in front of the shop. Not Accept, Accept-Encoding, Connection,
  /// Content-Encoding, Content-Length, Content-Type, Expect, Idempotency-Key, If-Match,
  /// If-None-Match and Transfer-Encoding.
  std::vector<std::pair<std::string, std::string>> fields = {};
  /// How long each attempt may take to connect, TLS included.
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{3};
  /// How long each attempt may take as a whole. Longer than the 10 s after which the shop gives up
  /// by itself.
  std::chrono::milliseconds request_timeout = std::chrono::seconds{15};
  /// Attempts after the first one, at least 0. Where the shop does not say how long to wait, it is
  /// 100 to 200 ms after the first attempt, at random, and twice that after each further one. So
  /// many outlast a shop that is away for 1.5 s, which is more than a restart takes.
  int retries_max = 4;
  /// The longest wait between two attempts. If the shop asks for a longer one, there is no further
  /// attempt and its answer is thrown. Less than 2 s cuts the waits named above short.
  std::chrono::milliseconds retry_wait_max = std::chrono::seconds{5};
};

} // namespace souk
