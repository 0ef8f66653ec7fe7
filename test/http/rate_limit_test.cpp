// Limits of requests: what answers say about them, and over sockets who is limited.

#include "http/edge/rate_limit.hpp"
#include "http/server.hpp"
#include "test/http/fake_message.hpp"
#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(rate_limits)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

const rate_limiter::time_point start{std::chrono::hours{100}};

/// Answers of one limit without connections.
struct answers {
  explicit answers(edge_options options) : limit(options) {}

  /// As in `yes, RateLimit-Policy: x, RateLimit: y`.
  std::string at(rate_limiter::time_point now, const std::string& peer = "1.1.1.1",
                 field_list fields = {}) {
    auto message = std::make_unique<fake_message>(sent, std::move(fields));
    message->peer_address = asio::ip::make_address(peer);
    responder to{std::make_shared<exchange>(admission, std::move(message))};
    std::string result = limit.admits(to, now) ? "yes" : "no";
    to.answer({204, {}});
    const auto answered = sent.all().back();
    for (auto& [name, value] : answered.fields)
      result.append(", ").append(name).append(": ").append(value);
    return result;
  }

  sent_answers sent;
  gate admission{10, std::chrono::hours{1}, [](auto task) { task(); }};
  rate_limit limit;
};

std::string fields_of_100(const std::string& state) {
  return ", RateLimit-Policy: \"default\";q=100;w=1, RateLimit: \"default\";" + state;
}

raw_request from(const std::string& client) {
  return {"GET", "/health", "", {"X-Forwarded-For: " + client}};
}

/// Asks until the limit of the client is reached. Tokens come back meanwhile, one a second.
raw_response refused(shop_fixture& shop, const raw_request& request) {
  for (int i = 0; i < 10'000; ++i)
    if (auto answer = shop.ask(request); answer.status == 429)
      return answer;
  throw std::runtime_error{"there is no limit"};
}

server_options limited(std::vector<std::string> proxies = {}) {
  server_options result;
  result.edge.rate_limit = 1;
  result.edge.trusted_proxies = std::move(proxies);
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_answer_tells_what_is_left) {
  answers of{{.rate_limit = 100}};
  BOOST_TEST(of.at(start) == "yes" + fields_of_100("r=99;t=1"));
  BOOST_TEST(of.at(start) == "yes" + fields_of_100("r=98;t=1"));
  BOOST_TEST(of.at(start + 5ms) == "yes" + fields_of_100("r=97;t=1"));
  for (int i = 0; i < 96; ++i)
    of.at(start + 5ms);
  BOOST_TEST(of.at(start + 5ms) == "yes" + fields_of_100("r=0;t=1"));
  BOOST_TEST(of.at(start + 5ms) == "no" + fields_of_100("r=0;t=1"));
  BOOST_TEST(of.at(start + 10s) == "yes" + fields_of_100("r=99;t=1"));
}

BOOST_AUTO_TEST_CASE(a_client_is_who_a_trusted_proxy_names) {
  answers of{{.trusted_proxies = {"10.0.0.0/8"}, .rate_limit = 1}};
  const auto is_allowed = [&](const std::string& peer, const std::string& forwarded) {
    return of.at(start, peer, {{"X-Forwarded-For", forwarded}}).starts_with("yes");
  };
  BOOST_TEST(is_allowed("10.0.0.1", "1.1.1.1"));
  BOOST_TEST(!is_allowed("10.0.0.2", "9.9.9.9, 1.1.1.1, 10.0.0.1"));
  BOOST_TEST(!is_allowed("1.1.1.1", "9.9.9.9"));
  BOOST_TEST(is_allowed("10.0.0.1", "2001:db8::1"));
  BOOST_TEST(!is_allowed("10.0.0.1", "2001:db8::2"));
  BOOST_TEST(is_allowed("10.0.0.1", "2001:db8:0:1::2"));
}

BOOST_AUTO_TEST_CASE(without_a_limit_answers_say_nothing) {
  shop_fixture shop;
  for (int i = 0; i < 1'000; ++i) {
    auto answer = shop.get("/products");
    BOOST_REQUIRE_EQUAL(answer.status, 200);
    BOOST_REQUIRE_EQUAL(answer.field("ratelimit") + answer.field("ratelimit-policy"), "");
  }
}

BOOST_AUTO_TEST_CASE(one_request_too_many_is_refused_whatever_it_asks_for) {
  shop_fixture shop{limited()};
  for (const raw_request& request : {raw_request{"GET", "/health"},
                                     {"GET", "/nowhere"},
                                     {"POST", "/cart", "{"},
                                     {"OPTIONS", "*"}}) {
    auto answer = refused(shop, request);
    check_problem(answer, 429, "rate_limited");
    BOOST_TEST(answer.field("ratelimit-policy") == "\"default\";q=1;w=1");
    BOOST_TEST(answer.field("ratelimit") == "\"default\";r=0;t=1");
  }
}

BOOST_AUTO_TEST_CASE(what_becomes_no_request_is_limited_too) {
  shop_fixture shop{limited()};
  for (std::string sent : {"\x01", "GET / HTTP/9\r\n\r\n", "GET /health HTTP/1.1\r\n\r\n",
                           "POST /cart HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n"}) {
    raw_response answer;
    for (int i = 0; i < 10'000 && answer.status != 429; ++i) {
      auto other = shop.connect();
      other->send(sent);
      answer = other->receive();
      BOOST_TEST(answer.field("connection") == "close");
      BOOST_TEST(other->is_at_end());
      BOOST_TEST(answer.field("ratelimit-policy") == "\"default\";q=1;w=1");
      BOOST_TEST(answer.field("ratelimit") == "\"default\";r=0;t=1");
    }
    check_problem(answer, 429, "rate_limited");
    BOOST_TEST(answer.field("retry-after") == "1");
  }
}

BOOST_AUTO_TEST_CASE(a_connection_too_many_is_no_request) {
  auto options = limited();
  options.edge.limits.connections_per_address_max = 1;
  shop_fixture shop{options};
  for (int i = 0; i < 3; ++i) {
    const auto answer = shop.connect()->receive();
    check_problem(answer, 429, "too_many_connections");
    BOOST_TEST(answer.field("ratelimit") == "");
  }
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_tells_of_the_limit_too) {
  shop_fixture shop{limited()};
  auto answer = shop.get("/health");
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.field("ratelimit-policy") == "\"default\";q=1;w=1");
  BOOST_TEST(answer.field("ratelimit") == "\"default\";r=0;t=1");
}

BOOST_AUTO_TEST_CASE(a_client_without_a_trusted_proxy_cannot_pass_for_others) {
  shop_fixture shop{limited()};
  refused(shop, from("1.1.1.1"));
  refused(shop, from("1.1.1.2"));
  shop_fixture with_another_proxy{limited({"10.0.0.0/8"})};
  refused(with_another_proxy, from("1.1.1.1"));
}

BOOST_AUTO_TEST_CASE(clients_of_a_trusted_proxy_are_limited_one_by_one) {
  shop_fixture shop{limited({"127.0.0.0/8"})};
  refused(shop, from("1.1.1.1"));
  BOOST_TEST(shop.ask(from("1.1.1.2")).status == 200);
  refused(shop, from("6.6.6.6, 1.1.1.1"));
  BOOST_TEST(shop.ask(from("1.1.1.1, 1.1.1.3")).status == 200);
}

BOOST_AUTO_TEST_CASE(a_refused_request_changes_nothing_and_keeps_no_key) {
  shop_fixture shop{limited({"127.0.0.1"})};
  auto making = [](const std::string& client) {
    return raw_request{"POST",
                       "/products",
                       R"({"name":"Lamp","price":1})",
                       {"Idempotency-Key: k", "X-Forwarded-For: " + client}};
  };
  refused(shop, from("1.1.1.1"));
  auto answer = refused(shop, making("1.1.1.1"));
  BOOST_TEST(answer.field("idempotency-replayed") == "");
  auto made = check_json(shop.ask(making("1.1.1.2")), 201);
  BOOST_TEST(made.at("/id") == "1");
  auto products = shop.ask({"GET", "/products", "", {"X-Forwarded-For: 1.1.1.3"}});
  BOOST_TEST(check_json(products, 200).size("") == 1);
}

BOOST_AUTO_TEST_CASE(a_proxy_that_is_no_address_keeps_the_server_from_starting) {
  BOOST_CHECK_THROW(souk::server{limited({"proxy"})}, std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
