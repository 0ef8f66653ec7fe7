#include "http/server.hpp"

#include "actors/shop.hpp"
#include "http/asio_scheduler.hpp"
#include "http/demo_products.hpp"
#include "http/dispatch.hpp"
#include "http/edge/tls.hpp"
#include "http/listen_address.hpp"
#include "http/listener.hpp"
#include "http/observe/admin_port.hpp"
#include "http/observe/edge_watch.hpp"
#include "http/routes.hpp"
#include "http/thread_team.hpp"
#include "messages/countable_time.hpp"
#include "storage/database.hpp"

#include <caf/logger.hpp>

#include <algorithm>
#include <future>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace souk {

namespace {

/// How often requests in flight are looked at: a deadline is kept this exactly.
constexpr std::chrono::milliseconds deadline_step{100};

unsigned thread_count(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(2u, std::thread::hardware_concurrency()) - 1;
}

struct actor_config : caf::actor_system_config {
  explicit actor_config(asio::io_context& io) { run_actors_on(io, *this); }
};

/// RESTinio's connections refer to its server, but live as long as a handler of theirs waits.
struct io_context : asio::io_context {
  /// With one thread, asio hands on what a handler posts without a lock.
  explicit io_context(unsigned threads) : asio::io_context(static_cast<int>(threads)) {}

  /// Destroys the handlers that wait. No thread may run the context any more.
  void drop_handlers() { shutdown(); }
};

/// Opens a port; an address that cannot be had becomes a line for the user.
template <class Open>
auto listening(const std::string& host, int port, std::string_view options, Open open) {
  try {
    return open();
  } catch (const std::system_error& err) {
    throw std::runtime_error{"Cannot listen on " + host + " port " + std::to_string(port) + ": "
                             + err.code().message() + ". Choose another with "
                             + std::string{options} + "."};
  }
}

/// The server's options, with a log that is told of restarts.
server_options with_restarts_told(server_options options) {
  if (auto log = options.log)
    options.shop.on_restart = [log, tell = std::move(options.shop.on_restart)](auto actor) {
      log->tell(log_level::warn, "an actor ended before its time and was started anew",
                {{"actor", actor}});
      tell(actor);
    };
  return options;
}

} // namespace

/// The order of the members is the order of their beginning, and backwards that of their end: a
/// keep-alive connection may call the handler until the io_context has been destroyed.
struct server::parts {
  explicit parts(server_options chosen)
    : options(with_restarts_told(std::move(chosen))),
      watch(&requests, options.log.get(), log_level::info,
            trusted_proxies{options.edge.trusted_proxies}),
      admission(
        options.in_flight_max, countable(options.deadline),
        [this](std::function<void()> task) { asio::post(io, std::move(task)); }, &watch,
        thread_count(options.threads)),
      desk(admission, requests, options.log.get()), cors(options.cors_origins), limit(options.edge),
      io(thread_count(options.threads)),
      threads(std::make_unique<thread_team>(io, thread_count(options.threads))) {}

  server_options options;
  route_table routes{all_routes()};
  request_metrics requests{routes};
  edge_watch watch;
  gate admission;
  admin_desk desk;
  cors_rule cors;
  rate_limit limit;
  std::optional<product_texts> texts;
  io_context io;
  std::unique_ptr<thread_team> threads;
  std::unique_ptr<actor_config> config;
  std::unique_ptr<caf::actor_system> system;
  std::unique_ptr<souk::shop> shop;
  std::unique_ptr<context> ctx;
  /// Of the pointer, which is gone after the end.
  std::mutex sockets_mutex;
  std::unique_ptr<listener> sockets;
  std::unique_ptr<souk::admin_port> admin;
  std::uint16_t port = 0;
  std::uint16_t admin_port = 0;
  asio::steady_timer timer{io};
  std::once_flag closed;

  void open();
  void close();
  void look_at_deadlines();
  void open_sockets(bool has_one_thread);
  void open_admin(bool has_one_thread);
  void must_be_able_to_listen() const;
};

void server::parts::open() {
  const bool has_one_thread = thread_count(options.threads) == 1;
  if (options.admin.port >= 0)
    open_admin(has_one_thread);
  must_be_able_to_listen();
  auto rows = open_database(options.database);
  config = std::make_unique<actor_config>(io);
  system = std::make_unique<caf::actor_system>(*config);
  shop = std::make_unique<souk::shop>(*system, std::move(rows), options.shop);
  texts.emplace(shop->mark());
  if (options.demo)
    add_demo_products(*system, shop->handles().catalog, options.shop.unit);
  ctx = std::make_unique<context>(context{*system, *shop, routes, options.shop.unit, shop->mark(),
                                          std::chrono::steady_clock::now(), *texts});
  open_sockets(has_one_thread);
  port = sockets->port();
  if (admin)
    admin_port = admin->port();
  desk.open(*shop, [this] { return sockets->connections(); });
  look_at_deadlines();
  // Whoever spawns an actor leaves a reference to the system's logger in its thread, and
  // `~actor_system` would wait for it where another thread drains.
  caf::logger::set_current_actor_system(nullptr);
}

void server::parts::open_sockets(bool has_one_thread) {
  const listener_options wanted{
    options.host,
    options.port,
    has_one_thread,
    options.edge.limits,
    options.edge.tls,
    options.edge.hsts_seconds,
    [this](auto method, auto path) { return routes.cost_of(method, path); },
    [this](auto target) { return routes.on_path_of(target); },
    [is_any_proxy = options.edge.behind_proxy && options.edge.trusted_proxies.empty(),
     proxies = trusted_proxies{options.edge.trusted_proxies}](auto& peer) {
      return is_any_proxy || proxies.contain(peer);
    },
    [this](auto& message) { return cors.fields_for(message); },
    [this](auto& message, auto& fields) { return limit.admits(message, fields); }};
  sockets = listening(options.host, options.port, "--host and --port", [&] {
    return std::make_unique<listener>(io, wanted, admission, [this](responder to) {
      dispatch(*ctx, admission, limit, cors, std::move(to));
    });
  });
}

void server::parts::open_admin(bool has_one_thread) {
  auto& given = options.admin;
  admin = listening(given.host, given.port, "--admin-host and --admin-port", [&] {
    return std::make_unique<souk::admin_port>(io, given, has_one_thread, desk, options.log.get());
  });
}

/// Before there is a database: a new one would be left behind by a shop that never opened.
void server::parts::must_be_able_to_listen() const {
  if (options.edge.tls.is_set()) {
    const tls_identity usable{options.edge.tls};
  }
  listening(options.host, options.port, "--host and --port",
            [&] { must_be_free(options.host, options.port); });
}

void server::parts::close() {
  admission.drain();
  std::future<void> unfinished;
  if (sockets) {
    sockets->close();
    unfinished = sockets->refuse_unfinished();
  }
  const auto drain_time = countable(options.drain_time);
  const auto end = std::chrono::steady_clock::now() + drain_time;
  admission.wait_until_empty(drain_time);
  if (unfinished.valid())
    unfinished.wait_until(end);
  // Last, so that whoever asks can see the server drain.
  desk.close();
  if (admin)
    admin->close();
  // A handler that has been let in may use the shop until its end, whenever that is; those that
  // begin from now on see that the server drains, and turn their requests away.
  admission.end_turns();
  threads->wait_for_running();
  shop.reset();
  system.reset();
  threads->stop();
  io.drop_handlers();
  {
    std::lock_guard lock{sockets_mutex};
    sockets.reset();
  }
  admin.reset();
}

void server::parts::look_at_deadlines() {
  timer.expires_after(deadline_step);
  timer.async_wait([this](const auto& stopped) {
    if (stopped)
      return;
    admission.answer_overdue();
    look_at_deadlines();
  });
}

server::server(server_options options) : parts_(std::make_unique<parts>(std::move(options))) {
  try {
    parts_->open();
  } catch (...) {
    drain();
    throw;
  }
}

server::~server() {
  drain();
}

std::uint16_t server::port() const {
  return parts_->port;
}

std::uint16_t server::admin_port() const {
  return parts_->admin_port;
}

void server::drain() {
  std::call_once(parts_->closed, [this] { parts_->close(); });
}

void server::reload_certificate() {
  std::lock_guard lock{parts_->sockets_mutex};
  if (parts_->sockets)
    parts_->sockets->reload_certificate();
}

} // namespace souk
