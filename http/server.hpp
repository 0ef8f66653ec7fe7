#pragma once

#include "actors/shop_options.hpp"
#include "http/edge_options.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace souk {

class logbook;

/// Settings of a server; what is not set is safe.
struct server_options {
  std::string host = "127.0.0.1";
  /// 0 picks a free one.
  std::uint16_t port = 8080;
  /// What `open_database` takes.
  std::string database = "memory:";
  /// Threads for sockets and actors together; 0: the cores but one, at least one.
  unsigned threads = 0;
  /// Puts a few products into an empty shop.
  bool demo = false;
  /// Origins whose pages may use the API.
  std::vector<std::string> cors_origins = {};
  /// How long a request may take before it is answered with 504.
  std::chrono::milliseconds deadline = std::chrono::seconds{10};
  /// Requests in flight above which new ones are answered with 503.
  std::size_t in_flight_max = 512;
  /// How long requests in flight may take when the server stops.
  std::chrono::milliseconds drain_time = std::chrono::seconds{8};
  shop_options shop = {};
  edge_options edge = {};
  admin_options admin = {};
  /// Gets a line for each answer and each event; null: there is no log.
  std::shared_ptr<logbook> log = {};
};

/// A shop behind HTTP. Construction returns when the port answers; destruction drains. Its members
/// may be called from any thread.
class server {
public:
  /// Throws std::runtime_error where an address cannot be had or a thread cannot be started,
  /// std::invalid_argument or what the database throws where it cannot be opened; `what()` is a
  /// line for the user.
  explicit server(server_options options);
  ~server();

  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// The port it listens on, or did before it was drained.
  std::uint16_t port() const;

  /// The port for those who run the shop; 0 if there is none.
  std::uint16_t admin_port() const;

  /// Shows new connections the certificate as it is in its file now. Throws std::runtime_error, and
  /// keeps the old one, where that is none. After `drain` it has no effect.
  void reload_certificate();

  /// Refuses new requests, waits for those in flight, at most `drain_time`, then stops. A call
  /// beside another one returns when both are done; later ones have no effect.
  void drain();

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

} // namespace souk
