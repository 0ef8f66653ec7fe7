#include "http/form.hpp"
#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/serve.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace souk {

namespace {

/// Digits only: CLI11 would take 017 as an octal number and nothing at all as 0.
std::string fault_of_port(const std::string& text) {
  const auto number = parse_integer(text);
  return number && *number >= 0 && *number <= 65'535 ? "" : "must be a whole number up to 65535";
}

/// CLI11's range lets through what is not a number.
std::string fault_of_seconds(const std::string& text) {
  return text.find_first_not_of("0123456789.") == std::string::npos ? ""
                                                                    : "must be a decimal number";
}

/// What stands on the command line of `souk serve`.
struct serve_arguments {
  serve_options options;
  std::string level_name{name_of(options.level)};
  std::string format_name = "auto";
  std::string currency_name{options.server.shop.unit.name()};
  double cart_idle_seconds = std::chrono::duration<double>{options.server.shop.cart_idle}.count();
};

int run(serve_arguments& arguments) {
  auto& shop = arguments.options.server.shop;
  auto unit = parse_currency(arguments.currency_name);
  if (!unit) {
    std::cerr << "souk: --currency must be three capital letters, as in USD.\n";
    return bad_usage;
  }
  shop.unit = *unit;
  shop.cart_idle = std::chrono::duration_cast<std::chrono::milliseconds>(
    std::chrono::duration<double>{arguments.cart_idle_seconds});
  arguments.options.level = parse_log_level(arguments.level_name).value_or(log_level::info);
  if (arguments.format_name != "auto")
    arguments.options.format =
      arguments.format_name == "text" ? log_format::text : log_format::json;
  block_signals();
  return serve(arguments.options);
}

} // namespace

void add_serve(CLI::App& app, action& chosen) {
  auto arguments = std::make_shared<serve_arguments>();
  auto& options = arguments->options;
  auto& server = options.server;
  server.database = default_database;
  auto* serve = app.add_subcommand("serve", "Serve the shop over HTTP until SIGTERM or Ctrl-C");
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
  serve->add_option("--admin-host", server.admin.host, "Address of the admin port")
    ->capture_default_str();
  serve
    ->add_option("--admin-port", server.admin.port,
                 "Port for /livez, /readyz and /metrics; 0 picks a free one; without it: none")
    ->check(fault_of_port);
  serve->add_option("--log-level", arguments->level_name, "What is told on stderr")
    ->check(CLI::IsMember(std::vector<std::string>{log_level_names.begin(), log_level_names.end()}))
    ->capture_default_str();
  serve
    ->add_option("--log-format", arguments->format_name,
                 "Lines for people, or JSON; auto: JSON unless stderr is a terminal")
    ->check(CLI::IsMember({"auto", "text", "json"}))
    ->capture_default_str();
  serve->add_option("--currency", arguments->currency_name, "Currency of all prices, ISO 4217")
    ->capture_default_str();
  serve
    ->add_option("--cart-idle", arguments->cart_idle_seconds,
                 "Seconds after which an unused cart leaves memory")
    ->check(fault_of_seconds)
    ->check(CLI::Range(0.1, 86'400.0))
    ->capture_default_str();
  serve->add_option("--cors-origin", server.cors_origins,
                    "Origin whose pages may use the API (repeatable)");
  serve->add_flag("--demo", server.demo, "Put a few products into an empty shop");
  serve->callback([arguments, &chosen] { chosen = [arguments] { return run(*arguments); }; });
}

} // namespace souk
