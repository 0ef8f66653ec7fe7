#include "main/serve.hpp"

#include "http/observe/logbook.hpp"
#include "http/version.hpp"
#include "main/ports_file.hpp"
#include "messages/last_words.hpp"
#include "storage/database.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

namespace souk {

namespace {

sigset_t awaited_signals() {
  sigset_t result;
  sigemptyset(&result);
  for (int signal : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&result, signal);
  return result;
}

int wait_for_signal() {
  const auto signals = awaited_signals();
  int number = 0;
  sigwait(&signals, &number);
  return number;
}

void reload_certificate(server& running, logbook& log) {
  try {
    running.reload_certificate();
    log.tell(log_level::info, "the certificate was read again");
  } catch (const std::exception& err) {
    log.tell(log_level::error, "the certificate was kept as it was", {{"detail", err.what()}});
  }
}

/// Whether whoever started souk wants it to outlive its terminal, as nohup does. sigwait takes a
/// signal that is blocked even where it is ignored.
bool outlives_terminal() {
  struct sigaction now {};
  sigaction(SIGHUP, nullptr, &now);
  return now.sa_handler == SIG_IGN;
}

/// Returns when the server is to stop. With TLS, SIGHUP is the word for a new certificate; without
/// it, it says what it says to any program: the terminal is gone.
template <class Reload>
void wait_for_stop(bool has_tls, Reload reload) {
  while (wait_for_signal() == SIGHUP && (has_tls || outlives_terminal()))
    if (has_tls)
      reload();
}

std::string url_of(const std::string& host, std::uint16_t port, bool is_tls = false) {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return (is_tls ? "https://" : "http://") + (is_ipv6 ? "[" + host + "]" : host) + ":"
         + std::to_string(port);
}

void greet(const serve_options& options, const server& running) {
  const auto url = url_of(options.server.host, running.port(), options.server.edge.tls.is_set());
  std::cout << "souk is open.\n"
            << "  API   " << url << "\n"
            << "  Docs  " << url << "/docs\n";
  if (running.admin_port() != 0)
    std::cout << "  Admin " << url_of(options.server.admin.host, running.admin_port()) << "\n";
  if (options.server.database != "memory:")
    std::cout << "  File  " << options.server.database << "\n";
  if (options.server.demo)
    std::cout << "\nTry:\n"
              << "  curl " << url << "/products\n"
              << "  curl -X POST '" << url << "/cart?user_id=ann&product_id=1&quantity=2'\n"
              << "  curl -X POST '" << url << "/checkout?user_id=ann'\n";
  if (options.server.database == "memory:")
    std::cout << "\nThe shop is in memory only: it is gone when the program ends.\n";
  std::cout << "Stop it with Ctrl-C." << std::endl;
}

std::shared_ptr<logbook> open_log(const serve_options& options) {
  const bool is_text =
    options.log_format == "auto" ? isatty(STDERR_FILENO) != 0 : options.log_format == "text";
  return std::make_shared<logbook>(
    log_options{.level = parse_log_level(options.log_level).value_or(log_level::info),
                .format = is_text ? log_format::text : log_format::json});
}

/// The server's options, with a log that is told when the database fails.
server_options with_failures_told(server_options options, const std::shared_ptr<logbook>& log) {
  options.log = log;
  options.shop.on_storage_failure = [log, fail = options.shop.on_storage_failure](auto& why) {
    log->tell(log_level::error, "the database failed", {{"detail", why}});
    log->flush();
    fail(why);
  };
  return options;
}

/// Serves until a signal comes, and drains.
void run(const serve_options& options, logbook& log, server_options server_settings) {
  server running{std::move(server_settings)};
  greet(options, running);
  if (!options.ports_file.empty())
    write_ports_file(options.ports_file, running.port(), running.admin_port());
  log.tell(log_level::info, "listening",
           {{"url", url_of(options.server.host, running.port(), options.server.edge.tls.is_set())},
            {"database", options.server.database},
            {"version", version}});
  const bool has_tls = options.server.edge.tls.is_set();
  wait_for_stop(has_tls, [&] { reload_certificate(running, log); });
  log.tell(log_level::info, "draining");
  tell_if_read(STDOUT_FILENO,
               "Closing: answering what is in flight. A second signal stops at once.\n",
               std::chrono::milliseconds{0});
  std::thread{[has_tls] {
    wait_for_stop(has_tls, [] {}); // no connection comes that a new certificate could be shown to
    std::_Exit(130);
  }}.detach();
  running.drain();
}

} // namespace

void block_signals() {
  const auto signals = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // Whoever reads what is printed may stop reading before the shop closes.
  std::signal(SIGPIPE, SIG_IGN);
}

int serve(const serve_options& options) {
  if (!options.ports_file.empty())
    if (const auto fault = fault_of_ports_file(options.ports_file); !fault.empty())
      throw std::runtime_error{fault};
  const auto log = open_log(options);
  try {
    run(options, *log, with_failures_told(options.server, log));
    log->tell(log_level::info, "stopped");
    return 0;
  } catch (const storage_failed& err) {
    const auto file = file_of_database(options.server.database);
    std::cerr << "souk: cannot read the database " << file << ": " << err.what() << ". souk check "
              << file << " tells what is damaged, and souk restore makes a shop "
              << "of a backup.\n";
    return 1;
  }
}

} // namespace souk
