#include "http/form.hpp"
#include "http/version.hpp"
#include "main/serve.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

/// Exit code for a command line that makes no sense.
constexpr int bad_usage = 2;

/// Digits only: CLI11 would take 017 as an octal number and nothing at all as 0.
std::string fault_of_port(const std::string& text) {
  const auto number = souk::parse_integer(text);
  return number && *number >= 0 && *number <= 65'535 ? "" : "must be a whole number up to 65535";
}

/// CLI11's range lets through what is not a number.
std::string fault_of_seconds(const std::string& text) {
  return text.find_first_not_of("0123456789.") == std::string::npos ? ""
                                                                    : "must be a decimal number";
}

void add_serve(CLI::App& app, souk::serve_options& options, std::string& currency_name,
               double& cart_idle_seconds) {
  auto* serve = app.add_subcommand("serve", "Serve the shop over HTTP until SIGTERM or Ctrl-C");
  auto& server = options.server;
  serve->add_option("--host", server.host, "Address to listen on")->capture_default_str();
  serve->add_option("--port", server.port, "Port to listen on; 0 picks a free one")
    ->check(fault_of_port)
    ->capture_default_str();
  serve->add_option("--database", server.database, "File the shop is kept in, or memory:")
    ->capture_default_str();
  serve->add_option("--threads", server.threads, "Threads for sockets and actors; 0: cores - 1")
    ->check(CLI::Range(0, 256))
    ->capture_default_str();
  serve->add_option("--ports-file", options.ports_file,
                    "File that gets {\"http\": PORT} once the port answers");
  serve->add_option("--currency", currency_name, "Currency of all prices, ISO 4217")
    ->capture_default_str();
  serve
    ->add_option("--cart-idle", cart_idle_seconds,
                 "Seconds after which an unused cart leaves memory")
    ->check(fault_of_seconds)
    ->check(CLI::Range(0.1, 86'400.0))
    ->capture_default_str();
  serve->add_option("--cors-origin", server.cors_origins,
                    "Origin whose pages may use the API (repeatable)");
  serve->add_flag("--demo", server.demo, "Put a few products into an empty shop");
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"souk: a shop in which every piece of state is owned by an actor", "souk"};
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of all commands");
  souk::serve_options options;
  options.server.database = "souk.db";
  std::string currency_name{options.server.shop.unit.name()};
  double cart_idle_seconds = std::chrono::duration<double>{options.server.shop.cart_idle}.count();
  add_serve(app, options, currency_name, cart_idle_seconds);
  app.add_subcommand("version", "Print the version");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& err) {
    return app.exit(err) == 0 ? 0 : bad_usage;
  }
  if (app.got_subcommand("version")) {
    std::cout << "souk " << souk::version << '\n';
    return 0;
  }
  auto unit = souk::parse_currency(currency_name);
  if (!unit) {
    std::cerr << "souk: --currency must be three capital letters, as in USD.\n";
    return bad_usage;
  }
  options.server.shop.unit = *unit;
  options.server.shop.cart_idle = std::chrono::duration_cast<std::chrono::milliseconds>(
    std::chrono::duration<double>{cart_idle_seconds});
  souk::block_signals();
  return souk::serve(options);
}
