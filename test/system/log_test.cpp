// What the program tells on stderr while it serves, and on its admin port.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

BOOST_AUTO_TEST_SUITE(system_log)

namespace {

using namespace souk::test;
using nlohmann::json;

/// A program with a log; what it says on stderr is no fault here.
struct logging_program {
  explicit logging_program(std::vector<std::string> more)
    : shop([&] {
        const std::vector<std::string> first{"--admin-port", "0"};
        more.insert(more.begin(), first.begin(), first.end());
        return more;
      }()) {}

  /// The lines of stderr as JSON, once there is one with that message; throws if any is not JSON.
  std::vector<json> lines_until(const std::string& message) {
    std::vector<json> result;
    shop.program().wait_until(
      [&] {
        result = parsed(shop.program().err());
        return std::any_of(result.begin(), result.end(),
                           [&](auto& each) { return each.at("msg") == message; });
      },
      message.c_str());
    return result;
  }

  static std::vector<json> parsed(const std::string& text) {
    std::vector<json> result;
    // What is behind the last line end is still to come.
    std::istringstream lines{text.substr(0, text.rfind('\n') + 1)};
    for (std::string line; std::getline(lines, line);)
      result.push_back(json::parse(line));
    return result;
  }

  void set_level(const std::string& name) {
    const auto body = "{\"level\":\"" + name + "\"}";
    const auto set = fetch(admin, bare_request("PUT", "/log-level",
                                               "Content-Type: application/json\r\nContent-Length: "
                                                 + std::to_string(body.size()) + "\r\n")
                                    + body);
    BOOST_TEST(set.status() == 200);
  }

  shop_program shop;
  std::uint16_t admin = shop.admin_port();
};

std::vector<json> with_message(const std::vector<json>& lines, std::string_view message) {
  std::vector<json> result;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(result),
               [&](auto& each) { return each.at("msg") == message; });
  return result;
}

struct json_program : logging_program {
  json_program() : logging_program({"--log-level", "info"}) {}
};

struct text_program : logging_program {
  text_program() : logging_program({"--log-level", "info", "--log-format", "text"}) {}
};

struct proxied_program : logging_program {
  proxied_program() : logging_program({"--log-level", "debug", "--trusted-proxy", "127.0.0.1"}) {}
};

struct quiet_program : logging_program {
  quiet_program() : logging_program({"--log-level", "error"}) {}
};

} // namespace

BOOST_FIXTURE_TEST_CASE(every_request_is_a_line_of_json, json_program) {
  fetch(shop.port(), bare_request("GET", "/products?limit=5"));
  fetch(shop.port(), bare_request("GET", "/cart?user_id=ann@example.com", "Cookie: secret\r\n"));
  const auto end = shop.stop();
  BOOST_TEST(end.code == 0);
  const auto lines = parsed(end.err);
  const auto requests = with_message(lines, "handled request");
  BOOST_REQUIRE(requests.size() == 2u);
  const auto& first = requests[0];
  BOOST_TEST(first.at("level") == "info");
  BOOST_TEST(first.at("logger") == "http.log.access");
  BOOST_TEST(first.at("status") == 200);
  BOOST_TEST(first.at("size") == 2);
  BOOST_TEST(first.at("duration").get<double>() > 0);
  BOOST_TEST(first.at("request").at("remote_ip") == "127.0.0.1");
  BOOST_TEST(first.at("request").at("client_ip") == "127.0.0.1");
  BOOST_TEST(first.at("request").at("host") == "souk");
  BOOST_TEST(first.at("request").at("uri") == "/products?limit=5");
  BOOST_TEST(requests[1].at("request").at("uri") == "/cart?user_id=REDACTED");
  BOOST_TEST(end.err.find("ann") == std::string::npos);
  BOOST_TEST(end.err.find("secret") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_request_that_is_none_has_its_line, json_program) {
  const auto answer =
    fetch(shop.port(), bare_request("BREW", "/cart?user_id=ann@example.com",
                                    "X-Request-Id: mine\r\nX-Forwarded-For: 192.0.2.7\r\n"));
  BOOST_TEST(answer.field("X-Request-Id") == "mine");
  BOOST_TEST(json::parse(answer.body).at("request_id") == "mine");
  fetch(shop.port(), "\x16\x03\x01 ann@example.com\r\n\r\n");
  const auto requests = with_message(parsed(shop.stop().err), "handled request");
  BOOST_REQUIRE(requests.size() == 2u);
  const auto& first = requests[0];
  BOOST_TEST(first.at("level") == "info");
  BOOST_TEST(first.at("status") == 501);
  BOOST_TEST(first.at("request_id") == "mine");
  BOOST_TEST(first.at("request").at("method") == "BREW");
  BOOST_TEST(first.at("request").at("remote_ip") == "127.0.0.1");
  BOOST_TEST(requests[1].at("status") == 400);
  BOOST_TEST(requests[1].at("request").at("method") == "");
  for (auto& each : requests)
    BOOST_TEST(each.dump().find("example.com") == std::string::npos, each.dump());
}

BOOST_FIXTURE_TEST_CASE(the_client_of_a_trusted_proxy_is_named, proxied_program) {
  const std::string forwarded = "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n";
  fetch(shop.port(), bare_request("GET", "/health", forwarded));
  fetch(shop.port(), bare_request("GET", "/health"));
  fetch(admin, bare_request("GET", "/livez", forwarded));
  const auto end = shop.stop();
  const auto requests = with_message(parsed(end.err), "handled request");
  BOOST_REQUIRE(requests.size() == 3u);
  for (auto& each : requests)
    BOOST_TEST(each.at("request").at("remote_ip") == "127.0.0.1");
  BOOST_TEST(requests[0].at("request").at("client_ip") == "203.0.113.9");
  BOOST_TEST(requests[1].at("request").at("client_ip") == "127.0.0.1");
  // Nobody is trusted on the admin port.
  BOOST_TEST(requests[2].at("request").at("client_ip") == "127.0.0.1");
}

BOOST_FIXTURE_TEST_CASE(the_life_of_the_program_is_told, json_program) {
  const auto end = shop.stop();
  const auto lines = parsed(end.err);
  BOOST_REQUIRE(lines.size() == 3u);
  BOOST_TEST(lines[0].at("msg") == "listening");
  BOOST_TEST(lines[0].at("url") == shop.url());
  BOOST_TEST(lines[0].at("database") == "souk.db");
  BOOST_TEST(lines[1].at("msg") == "draining");
  BOOST_TEST(lines[2].at("msg") == "stopped");
}

BOOST_FIXTURE_TEST_CASE(a_line_is_there_soon_after_its_request, json_program) {
  fetch(shop.port(), bare_request("GET", "/health"));
  BOOST_TEST(with_message(lines_until("handled request"), "handled request").size() == 1u);
  shop.stop();
}

BOOST_FIXTURE_TEST_CASE(people_get_lines_of_their_own, text_program) {
  fetch(shop.port(), bare_request("GET", "/nowhere\x1b[2J"));
  fetch(shop.port(), bare_request("GET", "/health"));
  const auto end = shop.stop();
  BOOST_TEST(end.err.find(" info  GET /health -> 200, ") != std::string::npos, end.err);
  BOOST_TEST(end.err.find(" info  listening, url http://") != std::string::npos, end.err);
  BOOST_TEST(end.err.find('\x1b') == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_level_can_be_changed_while_it_runs, quiet_program) {
  fetch(shop.port(), bare_request("GET", "/health"));
  set_level("debug");
  fetch(shop.port(), bare_request("GET", "/docs"));
  fetch(admin, bare_request("GET", "/livez"));
  set_level("off");
  fetch(shop.port(), bare_request("GET", "/products"));
  const auto lines = parsed(shop.stop().err);
  const auto requests = with_message(lines, "handled request");
  // The change itself is answered after it has come into effect.
  BOOST_REQUIRE(requests.size() == 3u);
  BOOST_TEST(requests[0].at("request").at("uri") == "/log-level");
  BOOST_TEST(requests[1].at("request").at("uri") == "/docs");
  BOOST_TEST(requests[2].at("request").at("uri") == "/livez");
  const auto changes = with_message(lines, "the log level was changed");
  BOOST_REQUIRE(changes.size() == 2u);
  BOOST_TEST(changes[0].at("from") == "error");
  BOOST_TEST(changes[0].at("to") == "debug");
  BOOST_TEST(lines.back() == changes[1]);
  BOOST_TEST(changes[1].at("to") == "off");
}

BOOST_FIXTURE_TEST_CASE(the_greeting_and_the_ports_file_name_the_admin_port, quiet_program) {
  const auto url = "http://127.0.0.1:" + std::to_string(admin);
  BOOST_TEST(shop.program().out().find("\n  Admin " + url + "\n") != std::string::npos);
  BOOST_TEST(fetch(admin, bare_request("GET", "/readyz")).status() == 200);
  BOOST_TEST(shop.stop().err == "");
}

BOOST_AUTO_TEST_SUITE_END()
