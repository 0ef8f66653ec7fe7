#include "main/serve.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace souk {

namespace {

sigset_t stop_signals() {
  sigset_t result;
  sigemptyset(&result);
  sigaddset(&result, SIGTERM);
  sigaddset(&result, SIGINT);
  return result;
}

void wait_for_signal() {
  const auto signals = stop_signals();
  int number = 0;
  sigwait(&signals, &number);
}

/// Whole or not at all: a reader never sees half a file.
void write_ports_file(const std::string& path, std::uint16_t port) {
  const auto draft = path + ".tmp";
  std::ofstream file{draft};
  file << "{\"http\": " << port << "}\n";
  file.close();
  if (!file || std::rename(draft.c_str(), path.c_str()) != 0)
    throw std::runtime_error{"Cannot write the ports file " + path + "."};
}

std::string url_of(const serve_options& options, std::uint16_t port) {
  auto& host = options.server.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return "http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

void greet(const serve_options& options, const std::string& url) {
  std::cout << "souk is open.\n"
            << "  API   " << url << "\n"
            << "  Docs  " << url << "/docs\n";
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

} // namespace

void block_signals() {
  const auto signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  // Whoever reads what is printed may stop reading before the shop closes.
  std::signal(SIGPIPE, SIG_IGN);
}

int serve(const serve_options& options) {
  try {
    server running{options.server};
    greet(options, url_of(options, running.port()));
    if (!options.ports_file.empty())
      write_ports_file(options.ports_file, running.port());
    wait_for_signal();
    std::cout << "Closing: answering what is in flight. A second signal stops at once."
              << std::endl;
    std::thread{[] {
      wait_for_signal();
      std::_Exit(130);
    }}.detach();
    running.drain();
    return 0;
  } catch (const std::system_error& err) {
    std::cerr << "souk: cannot listen on " << options.server.host << " port " << options.server.port
              << ": " << err.code().message() << ". Choose another with --host and --port.\n";
    return 1;
  }
}

} // namespace souk
