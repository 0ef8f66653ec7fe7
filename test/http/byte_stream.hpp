#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace souk::test {

/// How the bytes of a client get to the server.
enum class transport {
  plain,
  /// Each byte in a segment of its own, as far as `dripped_bytes_max`.
  dripped,
  tls
};

/// Of what is sent at once, so much is cut into single bytes; more would only take longer.
inline constexpr std::size_t dripped_bytes_max = 2'000;

/// The server has ended the connection, or says nothing.
class connection_lost : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// How a server ended what it sends.
enum class ending {
  /// In order: FIN, and behind TLS a close_notify before it.
  closed,
  /// FIN without a close_notify: a client cannot tell it from an attack.
  truncated,
  reset
};

/// The bytes of one connection to 127.0.0.1. Ten seconds of silence are connection_lost.
class byte_stream {
public:
  virtual ~byte_stream() = default;

  /// Throws connection_lost where the server takes no more.
  virtual void send(std::string_view bytes) = 0;
  /// What came, at least a byte; nothing at the end, whose kind `how` tells.
  virtual std::string receive(ending& how) = 0;
  /// Whether anything comes within that time; nothing is taken.
  virtual bool wait_for_bytes(std::chrono::milliseconds at_most) = 0;
  /// Whether the server gives the connection up within that time, though nothing is read.
  virtual bool wait_for_reset(std::chrono::milliseconds at_most) = 0;
  /// Tells the server that nothing more will come, and reads on.
  virtual void finish_sending() = 0;
  /// The subject of the server's certificate, as in `CN = shop.example`; empty without TLS.
  virtual std::string peer_name() const { return {}; }
};

/// What a client is like besides.
struct client_options {
  /// How much it takes without reading it; 0: as much as usual.
  int window_bytes = 0;
  /// Its own address, one of 127.0.0.0/8.
  std::string address = "127.0.0.1";
  /// Whether it resets the connection at its end, instead of ending it in order.
  bool resets = false;
};

/// Throws connection_lost where nobody listens, or TLS is not agreed on.
std::unique_ptr<byte_stream> open_stream(std::uint16_t port, transport how,
                                         const client_options& options = {});

} // namespace souk::test
