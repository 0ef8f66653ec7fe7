// The port for those who run the shop, over sockets.

#include "http/observe/logbook.hpp"
#include "http/server.hpp"
#include "test/http/gunzip.hpp"
#include "test/http/metrics_text.hpp"
#include "test/http/stalled_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

#include <stdexcept>
#include <thread>

BOOST_AUTO_TEST_SUITE(admin_ports)

namespace {

using namespace souk;
using namespace souk::test;

/// More often than any event needs to happen.
constexpr int tries_max = 100'000;

const std::string store_depth = R"(souk_actor_mailbox_depth{actor="store"})";

const raw_request new_lamp{"POST", "/products", R"({"name":"Lamp","price":1})"};

server_options with_admin(server_options options = {}) {
  options.admin.port = 0;
  return options;
}

template <class Shop>
struct watched : Shop {
  explicit watched(server_options options = {}) : Shop(with_admin(std::move(options))) {}

  raw_response ask_admin(const raw_request& request) { return admin.ask(request); }
  raw_response get_admin(std::string target) { return ask_admin({"GET", std::move(target)}); }

  metrics_text metrics() {
    const auto answer = get_admin("/metrics");
    BOOST_REQUIRE(answer.status == 200);
    return metrics_text{answer.body};
  }

  raw_connection admin{this->server->admin_port()};
};

using watched_shop = watched<shop_fixture>;
using watched_stalled_shop = watched<stalled_shop>;

/// A log that nobody sees.
std::shared_ptr<logbook> unseen_log() {
  static const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  return std::make_shared<logbook>(log_options{.level = log_level::off, .descriptor = nowhere});
}

/// A shop whose log level can be set.
struct logging_shop : watched_shop {
  explicit logging_shop(std::shared_ptr<logbook> opened = unseen_log())
    : watched_shop(server_options{.log = opened}), log(std::move(opened)) {}

  raw_response set_level(std::string body, std::vector<std::string> fields = {}) {
    return ask_admin({"PUT", "/log-level", std::move(body), std::move(fields)});
  }

  std::shared_ptr<logbook> log;
};

std::string requests_of(std::string route, std::string method, std::string code) {
  return "souk_http_requests_total{route=\"" + route + "\",method=\"" + method + "\",code=\"" + code
         + "\"}";
}

} // namespace

BOOST_AUTO_TEST_CASE(there_is_no_admin_port_unless_it_is_wanted) {
  shop_fixture shop;
  BOOST_TEST(shop.server->admin_port() == 0);
  check_problem(shop.get("/metrics"), 404, "route_unknown");
  check_problem(shop.get("/livez"), 404, "route_unknown");
}

BOOST_FIXTURE_TEST_CASE(an_open_shop_is_alive_and_ready, watched_shop) {
  BOOST_TEST(server->admin_port() != port());
  BOOST_TEST(check_json(get_admin("/livez"), 200).text("/status") == "alive");
  BOOST_TEST(check_json(get_admin("/readyz"), 200).text("/status") == "ready");
  BOOST_TEST(check_json(get_admin("/readyz?verbose"), 200).text("/status") == "ready");
  BOOST_TEST(get_admin("/metrics").field("content-type")
             == "text/plain; version=0.0.4; charset=utf-8");
}

BOOST_FIXTURE_TEST_CASE(head_answers_without_a_body_and_other_methods_are_refused, watched_shop) {
  for (std::string path : {"/livez", "/readyz", "/metrics"}) {
    const auto to_head = ask_admin({"HEAD", path});
    BOOST_TEST(to_head.status == 200, path);
    BOOST_TEST(to_head.body == "");
    for (std::string method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
      const auto refused = ask_admin({method, path});
      check_problem(refused, 405, "method_not_allowed");
      BOOST_TEST(refused.field("allow") == "GET, HEAD");
    }
  }
  for (std::string path : {"/", "/health", "/products", "/metrics/", "/Livez", "/log-level"})
    check_problem(get_admin(path), 404, "route_unknown");
}

BOOST_FIXTURE_TEST_CASE(a_malformed_head_ends_the_connection, watched_shop) {
  const auto refused = ask_admin({"GET", "/livez", "", {"Host: a", "Host: b"}});
  check_problem(refused, 400, "malformed_request");
  BOOST_TEST(admin.is_at_end());
}

BOOST_FIXTURE_TEST_CASE(requests_are_counted, watched_shop) {
  make("1");
  for (int i = 0; i < 3; ++i)
    get("/products/1");
  get("/products/2");
  head("/products/1");
  remove("/cart");
  ask({"OPTIONS", "/cart"});
  get("/nowhere/1?user_id=ann");
  raw_connection{port()}.ask({"GET", "/", "", {"Host: a", "Host: b"}});
  const auto page = metrics();
  const std::string product = "/products/{product_id}";
  BOOST_TEST(page.at(requests_of("/products", "POST", "2xx")) == 1);
  BOOST_TEST(page.at(requests_of(product, "GET", "2xx")) == 3);
  BOOST_TEST(page.at(requests_of(product, "GET", "4xx")) == 1);
  BOOST_TEST(page.at(requests_of(product, "HEAD", "2xx")) == 1);
  BOOST_TEST(page.at(requests_of("/cart", "DELETE", "4xx")) == 1);
  BOOST_TEST(page.at(requests_of("/cart", "OPTIONS", "2xx")) == 1);
  // One that no route has, and one that the edge refused.
  BOOST_TEST(page.at(requests_of("none", "GET", "4xx")) == 2);
  BOOST_TEST(page.at("souk_http_request_duration_seconds_count{route=\"" + product + "\"}") == 5);
  BOOST_TEST(page.at("souk_http_refused_total{reason=\"malformed_request\"}") == 1);
  BOOST_TEST(page.at("souk_http_requests_in_flight") == 0);
  // What was asked here is none of the shop's requests.
  BOOST_TEST(!page.has(requests_of("none", "GET", "2xx")));
}

BOOST_FIXTURE_TEST_CASE(the_store_and_the_actors_are_counted, watched_shop) {
  make("1");
  add("ann", "1", 2);
  const auto page = metrics();
  BOOST_TEST(page.at("souk_store_batches_total") == 2);
  BOOST_TEST(page.at("souk_store_writes_total") == 2);
  BOOST_TEST(page.at("souk_store_batch_size{stat=\"largest\"}") == 1);
  BOOST_TEST(page.at("souk_store_batch_size{stat=\"mean\"}") == 1);
  BOOST_TEST(page.at("souk_store_commit_seconds_count") == 2);
  BOOST_TEST(page.at(store_depth) == 0);
  BOOST_TEST(page.at("souk_actor_restarts_total") == 0);
  BOOST_TEST(page.at("souk_actor_messages_total{actor=\"carts\"}") == 1);
  BOOST_TEST(page.at("souk_actor_messages_total{actor=\"store\"}") >= 2);
}

BOOST_FIXTURE_TEST_CASE(open_connections_are_counted, watched_shop) {
  raw_connection other{port()};
  BOOST_TEST(get("/health").status == 200);
  BOOST_TEST(other.ask({"GET", "/health", "", {"Connection: close"}}).status == 200);
  BOOST_TEST(other.is_at_end());
  auto count = 2.0;
  // The server sees the end of a connection after the client does.
  for (int i = 0; i < tries_max && count > 1; ++i)
    count = metrics().at("souk_connections");
  BOOST_TEST(count == 1);
}

BOOST_FIXTURE_TEST_CASE(what_waits_for_the_store_is_its_mailbox, watched_stalled_shop) {
  auto first = stall(new_lamp);
  auto second = std::make_unique<raw_connection>(port());
  second->send(bytes_of(new_lamp));
  auto depth = 0.0;
  for (int i = 0; i < tries_max && depth < 1; ++i)
    depth = metrics().at(store_depth);
  BOOST_TEST(depth == 1);
  BOOST_TEST(metrics().at("souk_http_requests_in_flight") == 2);
  clock.resume();
  check_json(first->receive(), 201);
  check_json(second->receive(), 201);
  BOOST_TEST(metrics().at(store_depth) == 0);
}

BOOST_FIXTURE_TEST_CASE(a_draining_server_is_alive_but_not_ready, watched_stalled_shop) {
  auto waiting = stall(new_lamp);
  std::thread draining{[this] { server->drain(); }};
  auto answer = get_admin("/readyz");
  for (int i = 0; i < tries_max && answer.status == 200; ++i)
    answer = get_admin("/readyz");
  check_problem(answer, 503, "shutting_down");
  BOOST_TEST(get_admin("/livez").status == 200);
  BOOST_TEST(raw_connection{server->admin_port()}.ask({"GET", "/livez"}).status == 200);
  BOOST_TEST(metrics().at("souk_http_requests_in_flight") == 1);
  clock.resume();
  draining.join();
  check_json(waiting->receive(), 201);
  BOOST_TEST(admin.is_at_end());
}

BOOST_AUTO_TEST_CASE(a_server_ends_with_its_admin_connections_open) {
  auto shop = std::make_unique<watched_shop>();
  const auto number = shop->server->admin_port();
  BOOST_TEST(shop->get_admin("/livez").status == 200);
  shop->server.reset();
  BOOST_TEST(shop->admin.is_at_end());
  BOOST_TEST(!is_listening(number));
}

BOOST_AUTO_TEST_CASE(an_admin_port_that_is_taken_is_an_error_that_names_it) {
  watched_shop shop;
  const int taken = shop.server->admin_port();
  try {
    server second{{.port = 0, .admin = {.port = taken}}};
    BOOST_TEST(false, "the port was had twice");
  } catch (const std::runtime_error& err) {
    const std::string said = err.what();
    BOOST_TEST(said.find(std::to_string(taken)) != std::string::npos, said);
    BOOST_TEST(said.find("--admin-port") != std::string::npos, said);
  }
}

BOOST_FIXTURE_TEST_CASE(the_log_level_is_shown_and_changed, logging_shop) {
  BOOST_TEST(check_json(get_admin("/log-level"), 200).text("/level") == "off");
  for (std::string name : {"debug", "error", "off"}) {
    BOOST_TEST(check_json(set_level("{\"level\":\"" + name + "\"}"), 200).text("/level") == name);
    BOOST_TEST(name_of(log->level()) == name);
  }
  const auto refused = ask_admin({"DELETE", "/log-level"});
  check_problem(refused, 405, "method_not_allowed");
  BOOST_TEST(refused.field("allow") == "GET, HEAD, PUT");
}

BOOST_FIXTURE_TEST_CASE(a_log_level_that_is_none_changes_nothing, logging_shop) {
  BOOST_TEST(faults_of(set_level(R"({"level":"loud"})")) == "/level unknown_value");
  BOOST_TEST(faults_of(set_level(R"({})")) == "/level missing");
  BOOST_TEST(faults_of(set_level(R"({"level":"debug","for":1})")) == "/for unknown_member");
  check_problem(set_level("{"), 400, "malformed_request");
  check_problem(set_level(""), 415, "not_json");
  check_problem(set_level("{}", {"Content-Type: text/plain"}), 415, "not_json");
  check_problem(set_level(std::string(2'000, ' ')), 413, "body_too_large");
  BOOST_TEST((log->level() == log_level::off));
}

BOOST_FIXTURE_TEST_CASE(metrics_are_compressed_for_who_takes_that, watched_shop) {
  const auto small = ask_admin({"GET", "/metrics", "", {"Accept-Encoding: gzip"}});
  BOOST_TEST(small.field("content-encoding") == "gzip");
  BOOST_TEST(small.field("vary") == "Accept-Encoding");
  BOOST_TEST(small.field("cache-control") == "no-store");
  BOOST_TEST(metrics_text{gunzip(small.body)}.has("souk_http_requests_in_flight"));
}

BOOST_FIXTURE_TEST_CASE(one_client_leaves_room_for_who_watches, watched_shop) {
  std::vector<std::unique_ptr<byte_stream>> taken;
  for (int i = 0; i < 32; ++i) {
    taken.push_back(open_stream(server->admin_port(), transport::plain));
    taken.back()->send("PUT /log-level HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{");
  }
  auto watcher = open_stream(server->admin_port(), transport::plain, {.address = "127.0.0.2"});
  watcher->send(bytes_of({"GET", "/livez"}));
  BOOST_TEST(watcher->wait_for_bytes(std::chrono::seconds{5}));
}

BOOST_AUTO_TEST_SUITE_END()
