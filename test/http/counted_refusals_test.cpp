// What is refused before any handler sees it, and where /metrics counts that.

#include "test/http/metrics_text.hpp"
#include "test/http/stalled_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

BOOST_AUTO_TEST_SUITE(counted_refusals)

namespace {

using namespace souk;
using namespace souk::test;

/// More often than any event needs to happen.
constexpr int tries_max = 100'000;

const raw_request new_lamp{"POST", "/products", R"({"name":"Lamp","price":1})"};
const raw_request checkout{"POST", "/checkout?user_id=ann"};

server_options with_admin(server_options options) {
  options.admin.port = 0;
  return options;
}

struct counting_shop : stalled_shop {
  explicit counting_shop(server_options options = {})
    : stalled_shop(with_admin(std::move(options))) {}

  /// Answers of that class, as in "4xx", on a route.
  double count(const std::string& route, const std::string& method, const std::string& code) {
    const auto page = raw_connection{server->admin_port()}.ask({"GET", "/metrics"});
    return metrics_text{page.body}.at("souk_http_requests_total{route=\"" + route + "\",method=\""
                                      + method + "\",code=\"" + code + "\"}");
  }

  /// Sends bytes on a connection of their own that is closed after the answer; gives its status.
  int status_of(const std::string& bytes) {
    raw_connection other{port()};
    other.send(bytes);
    const auto status = other.receive().status;
    BOOST_TEST(other.is_at_end());
    return status;
  }
};

} // namespace

BOOST_AUTO_TEST_CASE(overload_counts_on_the_route) {
  counting_shop shop{{.in_flight_max = 1}};
  auto waiting = shop.stall(new_lamp);
  check_problem(shop.ask(checkout), 503, "overloaded");
  // The edge leaves the last request of a connection to the dispatcher.
  auto last = checkout;
  last.fields = {"Connection: close"};
  check_problem(shop.connect()->ask(last), 503, "overloaded");
  BOOST_TEST(shop.count("/checkout", "POST", "5xx") == 2);
  shop.clock.resume();
  check_json(waiting->receive(), 201);
}

BOOST_AUTO_TEST_CASE(one_request_too_many_counts_on_the_route) {
  server_options options;
  options.edge.rate_limit = 1;
  counting_shop shop{options};
  auto answer = shop.get("/health");
  for (int i = 0; i < tries_max && answer.status == 200; ++i)
    answer = shop.get("/health");
  check_problem(answer, 429, "rate_limited");
  BOOST_TEST(shop.count("/health", "GET", "4xx") == 1);
}

BOOST_AUTO_TEST_CASE(what_a_draining_server_refuses_counts_on_the_route) {
  counting_shop shop;
  auto waiting = shop.stall(new_lamp);
  raw_connection spare{shop.port()};
  BOOST_TEST(spare.ask({"GET", "/health"}).status == 200);
  std::thread draining{[&shop] { shop.server->drain(); }};
  auto answer = shop.get("/health");
  for (int i = 0; i < tries_max && answer.field("connection") != "close"; ++i)
    answer = shop.get("/health");
  // One that was admitted before may have been answered after the server began to drain.
  check_problem(spare.ask({"GET", "/products/7"}), 503, "shutting_down");
  BOOST_TEST(shop.count("/products/{product_id}", "GET", "5xx") == 1);
  shop.clock.resume();
  draining.join();
  check_json(waiting->receive(), 201);
}

BOOST_AUTO_TEST_CASE(what_the_edge_refuses_counts_on_the_route_that_its_line_names) {
  counting_shop shop;
  BOOST_TEST(shop.status_of("POST /checkout?user_id=ann HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
             == 400);
  BOOST_TEST(shop.status_of("POST http://a/checkout HTTP/1.1\r\nHost: a\r\nContent-Length: "
                            "9999999\r\n\r\n")
             == 413);
  BOOST_TEST(shop.count("/checkout", "POST", "4xx") == 2);
  BOOST_TEST(shop.status_of("GET /nowhere HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
  BOOST_TEST(shop.status_of("GET /checkout HTTP/1.1 \r\nHost: a\r\n\r\n") == 400);
  BOOST_TEST(shop.count("none", "GET", "4xx") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
