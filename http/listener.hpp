#pragma once

#include "http/edge_options.hpp"
#include "http/exchange.hpp"

#include <restinio/asio_include.hpp>

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <string>

namespace souk {

/// Where RESTinio listens, and for how much.
struct listener_options {
  std::string host;
  std::uint16_t port = 0;
  /// Whether the io_context is run by a single thread, for as long as the listener lives.
  bool has_one_thread = false;
  edge_limits limits = {};
  tls_files tls = {};
  /// As in `edge_options`.
  std::uint32_t hsts_seconds = 0;
  /// What a request of that method and path costs.
  std::function<cost_class(std::string_view method, std::string_view path)> cost_of =
    [](auto, auto) { return cost_class::light; };
  /// A route of the path of that target; null: none. Who observes the gate is told of it.
  std::function<const route*(std::string_view target)> route_of = [](auto) { return nullptr; };
  /// Whether others are behind that peer, whose connections must not count as those of one client.
  std::function<bool(const asio::ip::address& peer)> is_proxy = [](auto&) { return false; };
  /// Fields of the answer to a message that is refused before anybody handles it.
  std::function<answer_fields(const http_message&)> refusal_fields = [](auto&) {
    return answer_fields{};
  };
  /// Counts such a message where its client may send only so many, and adds fields to its answer;
  /// false: it is one too many.
  std::function<bool(const http_message&, answer_fields&)> admits_refused = [](auto&, auto&) {
    return true;
  };
};

/// The shop's sockets, behind which RESTinio is. Accepts connections on an io_context that somebody
/// else's threads run, and hands each request over as an `exchange`.
class listener {
public:
  /// Listens from now on. `handle` must be fit to be called until the io_context has stopped, and
  /// must not throw. Throws std::system_error where the address cannot be had, std::runtime_error
  /// with a line for the user where the certificate is none.
  listener(asio::io_context& io, const listener_options& options, gate& admission,
           std::function<void(responder)> handle);
  ~listener();

  std::uint16_t port() const;

  /// How many are open.
  std::size_t connections() const;

  /// Accepts no more connections; those that are open stay. Returns when that is done; the
  /// io_context must be running.
  void close();

  /// Refuses what has not come to its end, now and from now on. Ready when those connections that
  /// were in the middle of a request have ended.
  std::future<void> refuse_unfinished();

  /// Shows new connections the certificate as it is in its file now. Throws std::runtime_error, and
  /// keeps the old one, where that is none. Without TLS it does nothing.
  void reload_certificate();

  class parts;

private:
  std::unique_ptr<parts> parts_;
};

} // namespace souk
