#include "main/option.hpp"

#include "http/listen_address.hpp"
#include "main/arguments.hpp"
#include "main/network.hpp"
#include "main/option_kinds.hpp"
#include "storage/database.hpp"

#include <cctype>
#include <stdexcept>

namespace souk {

namespace {

constexpr whole_range ports{0, 65'535};
constexpr seconds_range short_times{0.1, 3'600};

edge_limits& limits(serve_options& x) {
  return x.server.edge.limits;
}

std::string fault_of_origin(const std::string& text) {
  return is_origin(text) ? ""
                         : "must be an origin as browsers write it, as in https://shop.example: in "
                           "small letters, "
                           "without a path, and without the usual port";
}

std::string fault_of_host(const std::string& text) {
  return parse_host(text) ? "" : "must be an IP address or localhost";
}

std::string fault_of_database(const std::string& text) {
  try {
    file_of_database(text);
    return {};
  } catch (const std::runtime_error&) {
    return "must be memory: or a path, not a URI";
  }
}

option currency_option() {
  return {"currency",
          "CODE",
          "Currency of all prices, ISO 4217",
          option_kind::text,
          [](serve_options& to, const std::string& text) -> std::string {
            const auto unit = parse_currency(text);
            if (!unit)
              return "must be three capital letters, as in USD";
            to.server.shop.unit = *unit;
            return {};
          },
          [](const serve_options& from) {
            return std::vector{std::string{from.server.shop.unit.name()}};
          }};
}

std::vector<option> first_options() {
  return {
    text_option(
      "host", "ADDRESS", "Address to listen on", [](serve_options& x) { return &x.server.host; },
      fault_of_host),
    whole_option("port", "PORT", "Port to listen on; 0 picks a free one", ports,
                 [](serve_options& x) { return &x.server.port; }),
    text_option(
      "database", "FILE", "File the shop is kept in, or memory:",
      [](serve_options& x) { return &x.server.database; }, fault_of_database),
    currency_option(),
    flag_option("demo", "Put a few products into an empty shop",
                [](serve_options& x) { return &x.server.demo; }),
    text_option("tls-cert", "FILE", "Certificate chain, PEM: serve HTTPS",
                [](serve_options& x) { return &x.server.edge.tls.certificate; }),
    text_option("tls-key", "FILE", "Private key of the certificate, PEM",
                [](serve_options& x) { return &x.server.edge.tls.key; }),
    flag_option("behind-proxy", "A proxy in front speaks TLS for souk",
                [](serve_options& x) { return &x.server.edge.behind_proxy; }),
    text_option(
      "log-level", "LEVEL", "What is told on stderr: off, error, warn, info, debug",
      [](serve_options& x) { return &x.log_level; },
      one_of({"off", "error", "warn", "info", "debug"})),
  };
}

std::vector<option> network_options() {
  return {
    list_option(
      "trusted-proxy", "NETWORK", "Address or network whose X-Forwarded-For is believed",
      [](serve_options& x) { return &x.server.edge.trusted_proxies; }, fault_of_trusted_proxy),
    list_option(
      "cors-origin", "ORIGIN", "Origin whose pages may use the API",
      [](serve_options& x) { return &x.server.cors_origins; }, fault_of_origin),
    whole_option("hsts", "SECONDS", "Time browsers are told to use HTTPS only; 0: never told",
                 {0, 63'072'000}, [](serve_options& x) { return &x.server.edge.hsts_seconds; }),
    text_option("ports-file", "FILE", "File that gets {\"http\": PORT} once the port answers",
                [](serve_options& x) { return &x.ports_file; }),
  };
}

std::vector<option> operator_options() {
  return {
    text_option(
      "admin-host", "ADDRESS", "Address of the port for whoever runs the shop",
      [](serve_options& x) { return &x.server.admin.host; }, fault_of_host),
    whole_option("admin-port", "PORT", "That port: /livez, /readyz, /metrics; 0 picks a free one",
                 ports, [](serve_options& x) { return &x.server.admin.port; }),
    text_option(
      "log-format", "FORMAT", "text, json, or auto: JSON unless stderr is a terminal",
      [](serve_options& x) { return &x.log_format; }, one_of({"text", "json", "auto"})),
    whole_option("threads", "THREADS", "Threads for sockets and actors; 0: cores - 1", {0, 256},
                 [](serve_options& x) { return &x.server.threads; }),
    seconds_option("cart-idle", "Time after which an unused cart leaves memory", {0.1, 86'400},
                   [](serve_options& x) { return &x.server.shop.cart_idle; }),
    whole_option("in-flight", "REQUESTS", "Requests worked on at once; more get 503", {1, 100'000},
                 [](serve_options& x) { return &x.server.in_flight_max; }),
    seconds_option("deadline", "Time after which a request gets 504", short_times,
                   [](serve_options& x) { return &x.server.deadline; }),
    seconds_option("drain-time", "Time for requests in flight when souk stops", {0, 3'600},
                   [](serve_options& x) { return &x.server.drain_time; }),
  };
}

std::vector<option> connection_options() {
  return {
    whole_option("rate-limit", "REQUESTS", "Requests a second of one client; 0: any number",
                 {0, 1'000'000}, [](serve_options& x) { return &x.server.edge.rate_limit; }),
    whole_option("connections", "CONNECTIONS",
                 "Connections at once; 0: what open files allow, at most 10000", {0, 100'000},
                 [](serve_options& x) { return &limits(x).connections_max; }),
    whole_option("connections-per-address", "CONNECTIONS", "Connections at once from one address",
                 {1, 100'000},
                 [](serve_options& x) { return &limits(x).connections_per_address_max; }),
    whole_option("requests-per-connection", "REQUESTS",
                 "Requests after which a connection is closed", {1, 1'000'000},
                 [](serve_options& x) { return &limits(x).requests_per_connection_max; }),
    seconds_option("header-time", "Time for a request's line and fields", short_times,
                   [](serve_options& x) { return &limits(x).header_time; }),
    seconds_option("request-time", "Time for a whole request", short_times,
                   [](serve_options& x) { return &limits(x).request_time; }),
    seconds_option("write-stall-time", "Time a client may take none of an answer", short_times,
                   [](serve_options& x) { return &limits(x).write_stall_time; }),
    seconds_option("idle-time", "Time a connection may stay without a request", short_times,
                   [](serve_options& x) { return &limits(x).idle_time; }),
  };
}

std::vector<option> size_options() {
  return {
    whole_option("request-line-bytes", "BYTES", "Bytes a request line may have",
                 {128, std::int64_t{64} * 1024},
                 [](serve_options& x) { return &limits(x).request_line_bytes_max; }),
    whole_option("header-bytes", "BYTES", "Bytes all fields may have together",
                 {512, std::int64_t{64} * 1024},
                 [](serve_options& x) { return &limits(x).header_bytes_max; }),
    whole_option("fields", "FIELDS", "Fields a request may have", {8, 512},
                 [](serve_options& x) { return &limits(x).fields_max; }),
    whole_option("body-bytes", "BYTES", "Bytes a body may have",
                 {1'024, std::int64_t{4} * 1024 * 1024},
                 [](serve_options& x) { return &limits(x).body_bytes_max; }),
  };
}

} // namespace

const std::vector<option_group>& option_groups() {
  static const std::vector<option_group> groups{
    {"Options", first_options()},
    {"Who may use it", network_options()},
    {"Operation", operator_options()},
    {"Limits of a client", connection_options()},
    {"Limits of a request", size_options()},
  };
  return groups;
}

const std::vector<option>& all_options() {
  static const auto options = [] {
    std::vector<option> result;
    for (auto& group : option_groups())
      result.insert(result.end(), group.options.begin(), group.options.end());
    return result;
  }();
  return options;
}

const option* find_option(std::string_view name) {
  for (auto& each : all_options())
    if (each.name == name)
      return &each;
  return nullptr;
}

serve_options default_options() {
  serve_options result;
  result.server.database = default_database;
  return result;
}

std::string flag_of(std::string_view name) {
  return "--" + std::string{name};
}

std::string variable_of(std::string_view name) {
  std::string result = "SOUK_";
  for (char c : name)
    result += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

} // namespace souk
