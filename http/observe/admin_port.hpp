#pragma once

#include "http/edge_options.hpp"
#include "http/listener.hpp"
#include "http/observe/admin.hpp"
#include "http/observe/edge_watch.hpp"

#include <cstdint>
#include <functional>

namespace souk {

/// The second port of a server: a gate of its own, so that it answers while the public one drains,
/// and what it is asked is no request in flight. Its requests are logged at debug level.
class admin_port {
public:
  /// Listens from now on. The desk must be fit to be asked until the io_context has stopped. Throws
  /// std::system_error where the address cannot be had.
  admin_port(asio::io_context& io, const admin_options& options, bool has_one_thread,
             const admin_desk& desk, logbook* log);

  std::uint16_t port() const { return sockets_.port(); }

  /// Accepts no more connections, and answers what has come; the io_context must be running.
  void close();

private:
  edge_watch watch_;
  gate admission_;
  listener sockets_;
};

} // namespace souk
