#pragma once

#include "http/edge/client_address.hpp"
#include "http/edge/connection_table.hpp"
#include "http/edge/request_room.hpp"
#include "http/edge/tls.hpp"
#include "http/edge_options.hpp"
#include "http/http_message.hpp"
#include "http/problem.hpp"

#include <asio/execution_context.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// The same, with times that are `countable`.
edge_limits with_countable_times(edge_limits limits);

/// What all connections of one port have in common. Outlives them.
struct edge {
  edge(const edge_limits& given, std::size_t connections_max)
    : limits(with_countable_times(given)),
      connections(given.connections_per_address_max, connections_max - connections_max / 8),
      lingering_max(connections_max / 8),
      room(std::max(given.unfinished_bytes_max, 8 * given.body_bytes_max),
           std::max(given.unfinished_bytes_per_address_max, 4 * given.body_bytes_max)) {}

  /// Refuses what has not come to its end, now and from now on. Ready when those connections that
  /// were in the middle of a request have ended.
  std::future<void> refuse_unfinished();

  const edge_limits limits;
  connection_table connections;
  /// Connections that are over, but for what their clients still send; beyond the most of them,
  /// they are closed at once.
  std::atomic<std::size_t> lingering{0};
  const std::size_t lingering_max;
  request_room room;
  /// Whether a request that has not come to its end is refused.
  std::atomic<bool> is_draining{false};
  /// Empty: plain HTTP.
  std::unique_ptr<tls_identity> tls;
  /// Strict-Transport-Security of what is refused over TLS; empty: none.
  std::string transport_security;
  /// Who counts as one client where connections and room are limited; null: a proxy, which has
  /// those of all of its clients.
  std::function<std::optional<std::uint64_t>(const asio::ip::address& peer)> client_of =
    [](auto& peer) { return client_group(peer); };
  /// Whether the shop may have too much to do for one more request.
  std::function<bool()> is_crowded = [] { return false; };
  /// Whether it has for one of that method and path.
  std::function<bool(std::string_view method, std::string_view path)> is_full_for = [](auto, auto) {
    return false;
  };
  /// Makes the answer to a request that is refused before it is one, or to a connection that is,
  /// of which only so much was `read` in that time; and tells whoever wants to know. `target` is
  /// that of its first line, or empty if that is malformed or did not come whole.
  std::function<http_answer(const http_message& read, std::string_view target,
                            const problem_kind& why, std::string_view detail,
                            std::chrono::nanoseconds time)>
    refuse = [](auto&, auto, auto& why, auto detail, auto) { return problem_answer(why, detail); };
};

/// Which endpoint of an io_context belongs to which edge: RESTinio makes its sockets of nothing but
/// the io_context. Thread-safe.
class edges : public asio::execution_context::service {
public:
  using key_type = edges;
  inline static asio::execution_context::id id;

  explicit edges(asio::execution_context& owner) : service(owner) {}

  /// `listening` may be on all addresses of the machine.
  void add(const asio::ip::tcp::endpoint& listening, edge& what);
  void remove(const edge& what);
  /// That of a connection by its own end; null: nobody listens there.
  edge* find(const asio::ip::tcp::endpoint& local);

private:
  void shutdown() override {}

  std::mutex mutex_;
  std::map<asio::ip::tcp::endpoint, edge*> by_endpoint_;
};

} // namespace souk
