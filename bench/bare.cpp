#include <CLI/CLI.hpp>
#include <restinio/http_server.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <thread>

/// The opponent of `souk serve`: RESTinio as it comes, which answers every request with the same
/// bytes, in the fields that souk sends. What it can do is what HTTP costs.

namespace {

namespace asio = restinio::asio_ns;

/// As in http/listener.cpp.
struct traits : restinio::default_traits_t {
  static constexpr bool use_connection_count_limiter = true;
};

using server = restinio::http_server_t<traits>;

struct options {
  std::string body_file;
  std::string ports_file;
  std::uint16_t port = 0;
  unsigned threads = 0;
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

/// The settings of http/listener.cpp. Returns the port.
std::uint16_t open(std::unique_ptr<server>& opened, asio::io_context& io, const options& chosen) {
  std::ifstream file{chosen.body_file, std::ios::binary};
  if (!file)
    throw std::runtime_error{"cannot read " + chosen.body_file};
  auto body = std::make_shared<std::string>(std::istreambuf_iterator<char>{file},
                                            std::istreambuf_iterator<char>{});
  std::uint16_t port = 0;
  opened = std::make_unique<server>(restinio::external_io_context(io), [&](auto& settings) {
    settings.address("127.0.0.1")
      .port(chosen.port)
      .request_handler(answer_with(std::move(body)))
      .max_parallel_connections(512)
      .buffer_size(8 * 1024)
      .read_next_http_message_timelimit(std::chrono::seconds{15})
      .write_http_response_timelimit(std::chrono::seconds{5})
      .handle_request_timeout(std::chrono::seconds{60})
      .socket_options_setter([](auto& socket) { socket.set_option(asio::ip::tcp::no_delay{true}); })
      .acceptor_post_bind_hook(
        [&port](auto& acceptor) { port = acceptor.local_endpoint().port(); });
  });
  opened->open_sync();
  return port;
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
  asio::io_context io{static_cast<int>(count)};
  std::unique_ptr<server> opened;
  auto work = asio::make_work_guard(io);
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back([&io] { io.run(); });
  struct stopper {
    asio::io_context& stopped;
    ~stopper() { stopped.stop(); }
  } stop_before_join{io};
  write_ports_file(chosen.ports_file, open(opened, io, chosen));
  int number = 0;
  sigwait(&signals, &number);
}

} // namespace

int main(int argc, char** argv) {
  options chosen;
  CLI::App app{"Answers every request on 127.0.0.1 with the same bytes", "souk-bare"};
  app.add_option("--body", chosen.body_file, "File with the bytes")->required();
  app.add_option("--port", chosen.port, "Port to listen on; 0 picks a free one");
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
