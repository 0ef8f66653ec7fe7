#include "http/listener.hpp"

#include "http/edge/guarded_socket.hpp"
#include "http/edge/open_files.hpp"
#include "http/edge/taking_time.hpp"
#include "http/edge_refusal.hpp"
#include "http/header_block.hpp"
#include "http/listen_address.hpp"
#include "http/token.hpp"

#include <restinio/http_server.hpp>
#include <restinio/null_timer_manager.hpp>

#include <future>

namespace souk {

namespace {

/// Names the way souk answers: header and body as souk has made them.
struct whole_answer {};

/// A text of its own up to this size is cheaper to copy than to send as a buffer beside the header.
constexpr std::size_t joined_bytes_max = 1024;

} // namespace

} // namespace souk

namespace restinio {

/// RESTinio's own builders copy each field into two strings, and give a 204 a Content-Length.
template <>
class response_builder_t<souk::whole_answer> final
  : public base_response_builder_t<response_builder_t<souk::whole_answer>> {
public:
  using base_response_builder_t<response_builder_t<souk::whole_answer>>::base_response_builder_t;

  void done(souk::http_answer&& what, bool wants_body, std::shared_ptr<void> written) {
    const bool keep_alive = m_header.should_keep_alive() && !what.closes;
    const auto size = what.text().size();
    const auto* text = std::get_if<std::string>(&what.body);
    const bool is_joined = text != nullptr && size <= souk::joined_bytes_max;
    auto head = souk::header_block(what, size, keep_alive, is_joined ? size : 0);
    if (wants_body && is_joined)
      head += *text;
    writable_items_container_t parts;
    parts.reserve(2);
    parts.emplace_back(std::move(head));
    if (wants_body && size > 0 && !is_joined)
      std::visit([&](auto& body) { parts.emplace_back(std::move(body)); }, what.body);
    write_group_t group{std::move(parts)};
    group.after_write_notificator([written = std::move(written)](const auto&) {});
    const auto after = keep_alive ? response_connection_attr_t::connection_keepalive
                                  : response_connection_attr_t::connection_close;
    auto connection = std::move(m_connection);
    connection->write_response_parts(
      m_request_id, response_output_flags_t{response_parts_attr_t::final_parts, after},
      std::move(group));
  }
};

} // namespace restinio

namespace souk {

namespace {

/// One failed accept would end RESTinio's accepting for good, so connections are counted and kept
/// below the limit of open files. It keeps no time: the guarded sockets do.
template <class Strand>
struct traits : restinio::traits_t<
                  restinio::null_timer_manager_t, restinio::null_logger_t,
                  std::function<restinio::request_handling_status_t(restinio::request_handle_t)>,
                  Strand, guarded_socket> {
  static constexpr bool use_connection_count_limiter = true;
};

/// Of connections whose handlers need a strand, and of those that one thread runs anyway.
using many_threads = traits<restinio::default_strand_t>;
using one_thread = traits<restinio::noop_strand_t>;

/// A request of RESTinio's.
class restinio_message final : public http_message {
public:
  explicit restinio_message(restinio::request_handle_t handle) : handle_(std::move(handle)) {}

  std::string_view method() const override { return handle_->header().method().c_str(); }
  std::string_view target() const override { return handle_->header().request_target(); }
  std::string_view protocol() const override {
    return handle_->header().http_minor() == 0 ? "HTTP/1.0" : "HTTP/1.1";
  }
  const std::string& body() const override { return handle_->body(); }
  peer_name peer() const override {
    const auto& other = handle_->remote_endpoint();
    return {other.address(), other.port()};
  }

  std::optional<std::string_view> field(std::string_view name) const override {
    auto found = handle_->header().opt_value_of(restinio::string_view_t{name.data(), name.size()});
    // http_parser leaves the white space behind a value.
    return found ? std::optional{trimmed({found->data(), found->size()})} : std::nullopt;
  }

  void for_each_field(const field_visitor& visit) const override {
    handle_->header().for_each_field([&](const restinio::http_header_field_t& each) {
      visit(each.name(), trimmed(each.value()));
    });
  }

  void send(http_answer&& what, std::shared_ptr<void> written) override {
    // RFC 9110, 9.3.2: to HEAD, what GET would get but for the body.
    const bool wants_body = handle_->header().method() != restinio::http_method_head();
    handle_->create_response<whole_answer>().done(std::move(what), wants_body, std::move(written));
  }

private:
  restinio::request_handle_t handle_;
};

/// Above what the guarded sockets let through, so that it is they who answer.
restinio::incoming_http_msg_limits_t message_limits(const edge_limits& limits) {
  return restinio::incoming_http_msg_limits_t{}
    .max_url_size(2 * limits.request_line_bytes_max)
    .max_field_name_size(2 * limits.header_bytes_max)
    .max_field_value_size(2 * limits.header_bytes_max)
    .max_field_count(2 * limits.fields_max)
    .max_body_size(2 * limits.body_bytes_max);
}

std::size_t connections_max(const edge_limits& limits) {
  return connections_at_once(limits.connections_max, raise_open_files());
}

/// Strict-Transport-Security; empty: none. Only what came through TLS may have it (RFC 6797, 7.2).
std::string transport_security_of(const listener_options& options) {
  const bool is_told = options.tls.is_set() && options.hsts_seconds > 0;
  return is_told ? "max-age=" + std::to_string(options.hsts_seconds) : std::string{};
}

/// Connections that are taken in one round of a thread. With one, as RESTinio has it, the last of a
/// thousand that come at once to a busy shop waited for more than a second.
constexpr std::size_t accepts_at_once = 64;

/// How often it is looked for connections that have taken too long, and at what share of them: at
/// each four times a second.
constexpr std::chrono::milliseconds overdue_step{50};
constexpr std::size_t overdue_shares = 5;

/// While there are more of them than are ended at once.
constexpr std::chrono::milliseconds overdue_pause{1};

} // namespace

class listener::parts {
public:
  parts(asio::io_context& io, const listener_options& options, const gate& admission)
    : edge(options.limits, connections_max(options.limits)), io_(io), timer_(io) {
    if (options.tls.is_set())
      edge.tls = std::make_unique<tls_identity>(options.tls);
    edge.transport_security = transport_security_of(options);
    edge.client_of = [is_proxy = options.is_proxy](auto& peer) {
      return is_proxy(peer) ? std::nullopt : std::optional{client_group(peer)};
    };
    edge.is_crowded = [&admission] { return admission.is_crowded(); };
    edge.is_full_for = [&admission, cost_of = options.cost_of](auto method, auto path) {
      return admission.is_full_for(cost_of(method, path));
    };
    edge.refuse = edge_refusal{options, admission.observer()};
    look_for_overdue();
  }
  virtual ~parts() { asio::use_service<edges>(io_).remove(edge); }
  virtual void close() = 0;

  std::uint16_t port = 0;
  souk::edge edge;

protected:
  void open_edge(const asio::ip::tcp::endpoint& listening) {
    port = listening.port();
    asio::use_service<edges>(io_).add(listening, edge);
  }

private:
  void look_for_overdue(std::chrono::milliseconds after = overdue_step) {
    timer_.expires_after(after);
    timer_.async_wait([this](const auto& stopped) {
      if (stopped)
        return;
      const bool is_through =
        edge.connections.wake_overdue(std::chrono::steady_clock::now(), overdue_shares);
      look_for_overdue(is_through ? overdue_step : overdue_pause);
    });
  }

  asio::io_context& io_;
  asio::steady_timer timer_;
};

namespace {

template <class Traits>
class parts_of final : public listener::parts {
public:
  parts_of(asio::io_context& io, const listener_options& options, const gate& admission,
           typename Traits::request_handler_t on_request)
    : parts(io, options, admission),
      server_(restinio::external_io_context(io), [&](auto& settings) {
        settings.address(address_of_host(options.host))
          .port(options.port)
          .request_handler(std::move(on_request))
          .incoming_http_msg_limits(message_limits(options.limits))
          .max_parallel_connections(connections_max(options.limits))
          .buffer_size(4 * 1024)
          .concurrent_accepts_count(accepts_at_once)
          .socket_options_setter([at_most = options.limits.write_stall_time](auto& socket) {
            socket.set_option(asio::ip::tcp::no_delay{true});
            socket.set_option(taking_time{at_most});
          })
          .acceptor_post_bind_hook(
            [this](auto& acceptor) { open_edge(acceptor.local_endpoint()); });
      }) {
    server_.open_sync();
  }

  void close() override {
    std::promise<void> closed;
    server_.close_async([&]() noexcept { closed.set_value(); },
                        [&](std::exception_ptr) noexcept { closed.set_value(); });
    closed.get_future().wait();
  }

private:
  restinio::http_server_t<Traits> server_;
};

/// Lets a request wait for its answer when its handler ends, even by a throw.
struct handler_end {
  exchange& about;
  ~handler_end() { about.await_answer(); }
};

} // namespace

listener::listener(asio::io_context& io, const listener_options& options, gate& admission,
                   std::function<void(responder)> handle) {
  auto on_request = [&admission, handle = std::move(handle),
                     transport_security =
                       transport_security_of(options)](restinio::request_handle_t request) {
    handler_scope inside;
    auto entered =
      std::make_shared<exchange>(admission, std::make_unique<restinio_message>(std::move(request)));
    if (!transport_security.empty())
      entered->always_with("Strict-Transport-Security", transport_security);
    const handler_end end{*entered};
    handle(responder{entered});
    return restinio::request_accepted();
  };
  if (options.has_one_thread)
    parts_ = std::make_unique<parts_of<one_thread>>(io, options, admission, std::move(on_request));
  else
    parts_ =
      std::make_unique<parts_of<many_threads>>(io, options, admission, std::move(on_request));
}

listener::~listener() = default;

std::uint16_t listener::port() const {
  return parts_->port;
}

std::size_t listener::connections() const {
  return parts_->edge.connections.size();
}

void listener::close() {
  parts_->close();
}

std::future<void> listener::refuse_unfinished() {
  return parts_->edge.refuse_unfinished();
}

void listener::reload_certificate() {
  if (parts_->edge.tls)
    parts_->edge.tls->reload();
}

} // namespace souk
