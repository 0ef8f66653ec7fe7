#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace souk {

/// How long a request line and its fields may be together, whatever the limits are: http_parser is
/// built to read 80 KiB (HTTP_MAX_HEADER_SIZE), and what came gains a field or two.
inline constexpr std::size_t head_bytes_most = std::size_t{79} * 1024;

/// What the server takes from a client, and for how long; what is not set is safe. Source of the
/// values: nginx's defaults, lowered where a slow client would hold a connection.
struct edge_limits {
  std::size_t request_line_bytes_max = std::size_t{8} * 1024;
  /// All fields, their line ends included. With the request line at most `head_bytes_most`.
  std::size_t header_bytes_max = std::size_t{16} * 1024;
  std::size_t fields_max = 64;
  std::size_t body_bytes_max = std::size_t{1024} * 1024;
  /// Memory for all requests of a port of which more than a header block has come, and not all; at
  /// least that of eight of the largest bodies. Above it a request is refused as `overloaded`.
  std::size_t unfinished_bytes_max = std::size_t{64} * 1024 * 1024;
  /// The same of one client, but of no proxy; at least that of four of the largest bodies.
  std::size_t unfinished_bytes_per_address_max = std::size_t{32} * 1024 * 1024;
  /// From the beginning of a connection to the end of its TLS handshake.
  std::chrono::milliseconds handshake_time = std::chrono::seconds{5};
  /// From the first byte of a request to the end of its fields.
  std::chrono::milliseconds header_time = std::chrono::seconds{10};
  /// From the first byte of a request to its last.
  std::chrono::milliseconds request_time = std::chrono::seconds{30};
  /// How long a client may take none of an answer.
  std::chrono::milliseconds write_stall_time = std::chrono::seconds{5};
  /// How long a connection may stay open without a request.
  std::chrono::milliseconds idle_time = std::chrono::seconds{15};
  std::size_t requests_per_connection_max = 1'000;
  /// Connections at once; 0: as many as the limit of open files leaves, at most 10 000.
  std::size_t connections_max = 0;
  std::size_t connections_per_address_max = 100;
};

/// Certificate chain and private key as PEM files; empty: plain HTTP.
struct tls_files {
  std::string certificate;
  std::string key;

  bool is_set() const { return !certificate.empty(); }
};

/// How a server faces the network.
struct edge_options {
  edge_limits limits = {};
  tls_files tls = {};
  /// Whether a proxy in front speaks TLS for us. Without it and without TLS only loopback addresses
  /// are listened on. Unless `trusted_proxies` names it, anybody may be the proxy, and so have more
  /// connections than `connections_per_address_max`.
  bool behind_proxy = false;
  /// Addresses and networks ("10.0.0.0/8", "::1") whose X-Forwarded-For is believed.
  std::vector<std::string> trusted_proxies = {};
  /// For how long browsers are told to come by HTTPS only, in the answers over TLS; 0: never told.
  std::uint32_t hsts_seconds = 0;
  /// Requests a second that one client may send, in bursts of as many; 0: no limit.
  std::uint32_t rate_limit = 0;
};

/// What is wrong with one of `edge_options::trusted_proxies`, as in "must be an address or a
/// network"; empty: nothing.
std::string fault_of_trusted_proxy(const std::string& text);

/// The port for those who run the shop: /livez, /readyz, /metrics.
struct admin_options {
  std::string host = "127.0.0.1";
  /// 0 picks a free one; -1: no such port.
  int port = -1;
};

} // namespace souk
