#include "http/listener.hpp"

#include "http/header_block.hpp"
#include "http/json_writer.hpp"

#include <restinio/http_server.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <future>

namespace souk {

namespace {

/// Names the way souk answers: header and body as souk has made them.
struct whole_answer {};

} // namespace

} // namespace souk

namespace restinio {

/// RESTinio's own builders copy each field into two strings, and give a 204 a Content-Length.
template <>
class response_builder_t<souk::whole_answer> final
  : public base_response_builder_t<response_builder_t<souk::whole_answer>> {
public:
  using base_response_builder_t<response_builder_t<souk::whole_answer>>::base_response_builder_t;

  void done(souk::http_answer what, bool wants_body, std::shared_ptr<void> written) {
    const bool keep_alive = m_header.should_keep_alive() && !what.closes;
    const auto size = what.body_bytes();
    writable_items_container_t parts;
    parts.emplace_back(souk::header_block(what, size, keep_alive));
    if (wants_body && size > 0)
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

namespace asio = restinio::asio_ns;

/// Counts the connections that are open.
class connection_counter {
public:
  void state_changed(const restinio::connection_state::notice_t& notice) {
    using namespace restinio::connection_state;
    if (std::holds_alternative<accepted_t>(notice.cause()))
      ++open_;
    else if (std::holds_alternative<closed_t>(notice.cause()))
      --open_;
  }

  std::size_t open() const { return open_; }

private:
  std::atomic<std::size_t> open_{0};
};

/// One failed accept would end RESTinio's accepting for good, so connections are counted and kept
/// below the limit of open files.
template <class Base>
struct traits : Base {
  static constexpr bool use_connection_count_limiter = true;
  using connection_state_listener_t = connection_counter;
  using request_handler_t =
    std::function<restinio::request_handling_status_t(restinio::request_handle_t)>;
};

/// Of connections whose handlers need a strand, and of those that one thread runs anyway.
using many_threads = traits<restinio::default_traits_t>;
using one_thread = traits<restinio::default_single_thread_traits_t>;

/// The address as people write it. Asio's own way, by printf, takes longer than all else that a
/// line of the log needs.
std::string text_of(const asio::ip::address& address) {
  if (!address.is_v4())
    return address.to_string();
  std::string result;
  for (auto byte : address.to_v4().to_bytes()) {
    append_int(result, byte);
    result += '.';
  }
  result.pop_back();
  return result;
}

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
    return {text_of(other.address()), other.port()};
  }

  std::optional<std::string_view> field(std::string_view name) const override {
    auto found = handle_->header().opt_value_of(restinio::string_view_t{name.data(), name.size()});
    return found ? std::optional{trimmed({found->data(), found->size()})} : std::nullopt;
  }

  void for_each_field(const field_visitor& visit) const override {
    handle_->header().for_each_field([&](const restinio::http_header_field_t& each) {
      visit(each.name(), trimmed(each.value()));
    });
  }

  void send(http_answer what, std::shared_ptr<void> written) override {
    // RFC 9110, 9.3.2: to HEAD, what GET would get but for the body.
    const bool wants_body = handle_->header().method() != restinio::http_method_head();
    handle_->create_response<whole_answer>().done(std::move(what), wants_body, std::move(written));
  }

private:
  /// http_parser leaves the white space behind a value. Source: RFC 9112, 5.1.
  static std::string_view trimmed(std::string_view value) {
    const auto last = value.find_last_not_of(" \t");
    return value.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }

  restinio::request_handle_t handle_;
};

/// Connections that fit below the limit of open files, which is raised as far as it may be.
std::size_t connections_max() {
  constexpr rlim_t kept_for_others = 64;
  constexpr std::size_t at_most = 10'000;
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0)
    return 512;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  getrlimit(RLIMIT_NOFILE, &files);
  const auto room =
    files.rlim_cur > 2 * kept_for_others ? files.rlim_cur - kept_for_others : files.rlim_cur / 2;
  return std::min<std::size_t>(at_most, room);
}

/// Above the server's own limits, so that its answers come first. Source of the time limits:
/// nginx and RESTinio defaults, lowered where a slow client would hold a connection.
restinio::incoming_http_msg_limits_t message_limits() {
  return restinio::incoming_http_msg_limits_t{}
    .max_url_size(std::size_t{64} * 1024)
    .max_field_name_size(std::size_t{64} * 1024)
    .max_field_value_size(std::size_t{64} * 1024)
    .max_field_count(512)
    .max_body_size(std::uint64_t{4} * 1024 * 1024);
}

} // namespace

class listener::parts {
public:
  virtual ~parts() = default;
  virtual void close() = 0;

  std::uint16_t port = 0;
  std::shared_ptr<connection_counter> counter = std::make_shared<connection_counter>();
};

namespace {

template <class Traits>
class parts_of final : public listener::parts {
public:
  parts_of(asio::io_context& io, const listener_options& options,
           typename Traits::request_handler_t on_request)
    : server_(restinio::external_io_context(io), [&](auto& settings) {
        settings.address(options.host)
          .port(options.port)
          .request_handler(std::move(on_request))
          .incoming_http_msg_limits(message_limits())
          .max_parallel_connections(connections_max())
          .connection_state_listener(counter)
          .buffer_size(8 * 1024)
          .read_next_http_message_timelimit(std::chrono::seconds{15})
          .write_http_response_timelimit(std::chrono::seconds{5})
          .handle_request_timeout(std::chrono::seconds{60})
          .socket_options_setter(
            [](auto& socket) { socket.set_option(asio::ip::tcp::no_delay{true}); })
          .acceptor_post_bind_hook(
            [this](auto& acceptor) { port = acceptor.local_endpoint().port(); });
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

} // namespace

listener::listener(asio::io_context& io, const listener_options& options, gate& admission,
                   std::function<void(responder)> handle) {
  auto on_request = [&admission, handle = std::move(handle)](restinio::request_handle_t request) {
    handler_scope inside;
    handle(responder{std::make_shared<exchange>(
      admission, std::make_unique<restinio_message>(std::move(request)))});
    return restinio::request_accepted();
  };
  if (options.has_one_thread)
    parts_ = std::make_unique<parts_of<one_thread>>(io, options, std::move(on_request));
  else
    parts_ = std::make_unique<parts_of<many_threads>>(io, options, std::move(on_request));
}

listener::~listener() = default;

std::uint16_t listener::port() const {
  return parts_->port;
}

std::size_t listener::connections() const {
  return parts_->counter->open();
}

void listener::close() {
  parts_->close();
}

} // namespace souk
