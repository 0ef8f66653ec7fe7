#include "http/edge/edge.hpp"
#include "http/edge/guarded_socket.hpp"

#include <CLI/CLI.hpp>
#include <restinio/http_server.hpp>
#include <restinio/null_timer_manager.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <thread>

/// The opponent of `souk serve`: RESTinio as it comes, which answers every request with the same
/// bytes, in the fields that souk sends. What it can do is what HTTP costs; with souk's guard under
/// it, which also keeps the time of its connections, what the guard costs.

namespace {

/// As in http/listener.cpp.
template <class Timers, class Socket, class Strand>
struct traits : restinio::traits_t<Timers, restinio::null_logger_t,
                                   restinio::default_request_handler_t, Strand, Socket> {
  static constexpr bool use_connection_count_limiter = true;
};

template <class Strand>
using plain = traits<restinio::asio_timer_manager_t, asio::ip::tcp::socket, Strand>;
template <class Strand>
using guarded = traits<restinio::null_timer_manager_t, souk::guarded_socket, Strand>;

struct options {
  std::string body_file;
  std::string ports_file;
  std::uint16_t port = 0;
  unsigned threads = 0;
  bool has_guard = false;
};

/// The current Date, formatted once a second as souk does; RESTinio's own way does it every time.
const std::string& date() {
  thread_local std::time_t made_at = 0;
  thread_local std::string text;
  if (const auto now = std::time(nullptr); now != made_at) {
    made_at = now;
    text = restinio::make_date_field_value(now);
  }
  return text;
}

auto answer_with(std::shared_ptr<std::string> body) {
  return [body = std::move(body)](const restinio::request_handle_t& request) {
    return request->create_response()
      .append_header(restinio::http_field::date, date())
      .append_header("X-Content-Type-Options", "nosniff")
      .append_header("Referrer-Policy", "no-referrer")
      .append_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
      .append_header("Cache-Control", "no-cache")
      .append_header("Vary", "Accept-Encoding")
      .append_header("X-Request-Id", "0123456789abcdef-00000001")
      .append_header("ETag", "\"1.1-0123456789abcdef\"")
      .append_header(restinio::http_field::content_type, "application/json")
      .set_body(body)
      .done();
  };
}

constexpr std::size_t connections_max = 512;

/// The settings of http/listener.cpp. Returns the server, and tells its port.
template <class Traits>
std::shared_ptr<void> open(asio::io_context& io, const options& chosen, souk::edge& edge,
                           std::uint16_t& port) {
  std::ifstream file{chosen.body_file, std::ios::binary};
  if (!file)
    throw std::runtime_error{"cannot read " + chosen.body_file};
  auto body = std::make_shared<std::string>(std::istreambuf_iterator<char>{file},
                                            std::istreambuf_iterator<char>{});
  using server = restinio::http_server_t<Traits>;
  auto opened = std::make_shared<server>(restinio::external_io_context(io), [&](auto& settings) {
    settings.address("127.0.0.1")
      .port(chosen.port)
      .request_handler(answer_with(std::move(body)))
      .max_parallel_connections(connections_max)
      .buffer_size(8 * 1024)
      .read_next_http_message_timelimit(std::chrono::seconds{15})
      .write_http_response_timelimit(std::chrono::seconds{5})
      .handle_request_timeout(std::chrono::seconds{60})
      .socket_options_setter([](auto& socket) { socket.set_option(asio::ip::tcp::no_delay{true}); })
      .acceptor_post_bind_hook([&](auto& acceptor) {
        const auto listening = acceptor.local_endpoint();
        port = listening.port();
        asio::use_service<souk::edges>(io).add(listening, edge);
      });
  });
  opened->open_sync();
  return opened;
}

/// One thread needs no strands; neither has souk any then.
template <class Strand>
std::shared_ptr<void> open_with(asio::io_context& io, const options& chosen, souk::edge& edge,
                                std::uint16_t& port) {
  return chosen.has_guard ? open<guarded<Strand>>(io, chosen, edge, port)
                          : open<plain<Strand>>(io, chosen, edge, port);
}

/// Whole or not at all: a reader never sees half a file.
void write_ports_file(const std::string& path, std::uint16_t port) {
  const auto draft = path + ".tmp";
  std::ofstream{draft} << "{\"http\": " << port << "}\n";
  if (std::rename(draft.c_str(), path.c_str()) != 0)
    throw std::runtime_error{"cannot write " + path};
}

void serve(const options& chosen) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  // As many as `souk serve` has.
  const auto count =
    chosen.threads > 0 ? chosen.threads : std::max(2u, std::thread::hardware_concurrency()) - 1;
  souk::edge edge{souk::edge_limits{}, connections_max};
  asio::io_context io{static_cast<int>(count)};
  std::shared_ptr<void> opened;
  auto work = asio::make_work_guard(io);
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back([&io] { io.run(); });
  struct stopper {
    asio::io_context& stopped;
    ~stopper() { stopped.stop(); }
  } stop_before_join{io};
  std::uint16_t port = 0;
  opened = count == 1 ? open_with<restinio::noop_strand_t>(io, chosen, edge, port)
                      : open_with<restinio::default_strand_t>(io, chosen, edge, port);
  write_ports_file(chosen.ports_file, port);
  int number = 0;
  sigwait(&signals, &number);
}

} // namespace

int main(int argc, char** argv) {
  options chosen;
  CLI::App app{"Answers every request on 127.0.0.1 with the same bytes", "souk-bare"};
  app.add_option("--body", chosen.body_file, "File with the bytes")->required();
  app.add_option("--port", chosen.port, "Port to listen on; 0 picks a free one");
  app.add_flag("--guard", chosen.has_guard, "With souk's guard between socket and RESTinio");
  app.add_option("--threads", chosen.threads, "Threads for sockets; 0: cores - 1");
  app
    .add_option("--ports-file", chosen.ports_file,
                "File that gets {\"http\": PORT} once the port answers")
    ->required();
  CLI11_PARSE(app, argc, argv);
  try {
    serve(chosen);
  } catch (const std::exception& err) {
    std::fprintf(stderr, "souk-bare: %s\n", err.what());
    return 1;
  }
}
