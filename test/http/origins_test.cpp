// Pages of other origins that use the API, over a socket.

#include "http/server.hpp"
#include "test/http/shop_fixture.hpp"
#include "test/letter_case.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace origins {

using namespace souk;
using namespace souk::test;

constexpr auto ours = "Origin: https://shop.example";
constexpr auto foreign = "Origin: https://other.example";
constexpr auto will_post = "Access-Control-Request-Method: POST";

struct origins_fixture : shop_fixture {
  origins_fixture() : shop_fixture({.cors_origins = {"https://shop.example"}}) {}
};

/// The fields of the CORS protocol, without their common beginning.
std::string cors_fields_of(const raw_response& answer) {
  constexpr std::string_view start = "access-control-";
  std::string result;
  for (auto& [name, value] : answer.fields)
    if (name.starts_with(start))
      result += (result.empty() ? "" : "; ") + name.substr(start.size()) + ": " + value;
  return result;
}

constexpr auto readable = "allow-origin: https://shop.example; "
                          "expose-headers: Location, Link, ETag, Retry-After, RateLimit, "
                          "RateLimit-Policy, Idempotency-Replayed, X-Request-Id, traceparent";

/// What a page may read without being told, and what only browsers and caches go by. Source of the
/// former: Fetch standard, CORS-safelisted response-header name.
const std::set<std::string> not_for_pages{"cache-control",
                                          "content-length",
                                          "content-type",
                                          "allow",
                                          "connection",
                                          "content-encoding",
                                          "content-security-policy",
                                          "date",
                                          "referrer-policy",
                                          "strict-transport-security",
                                          "vary",
                                          "x-content-type-options"};

/// The fields of the answer that a page would look for and not see.
std::string hidden_in(const raw_response& answer) {
  const auto exposed = ", " + lower(answer.field("access-control-expose-headers")) + ',';
  std::string result;
  for (auto& [name, value] : answer.fields)
    if (!not_for_pages.contains(name) && !name.starts_with("access-control-")
        && exposed.find(' ' + name + ',') == std::string::npos)
      result += name + ' ';
  return result;
}

} // namespace origins

BOOST_FIXTURE_TEST_SUITE(origins, origins::origins_fixture)

BOOST_AUTO_TEST_CASE(a_page_of_an_allowed_origin_may_read_every_answer) {
  for (std::string target : {"/products", "/nowhere", "/products?limit=0", "/%", "/openapi.json"}) {
    auto answer = ask({"GET", target, "", {ours}});
    BOOST_TEST(cors_fields_of(answer) == readable, target);
    BOOST_TEST(answer.field("vary").starts_with("Origin"), target);
  }
}

BOOST_AUTO_TEST_CASE(a_page_may_read_why_a_request_was_none) {
  const std::string too_large(1024 * 1024 + 1, ' ');
  for (auto& [request, status] : std::vector<std::pair<raw_request, int>>{
         {{"POST", "/products", too_large, {ours}}, 413},
         {{"GET", "/products", "", {ours, "Expect: what"}}, 417},
         {{"BREW", "/products", "", {ours}}, 501}}) {
    const auto answer = raw_connection{port()}.ask(request);
    BOOST_TEST(answer.status == status);
    BOOST_TEST(cors_fields_of(answer) == readable, status);
    BOOST_TEST(answer.field("vary") == "Origin", status);
    BOOST_TEST(hidden_in(answer) == "", status);
  }
  const auto answer = raw_connection{port()}.ask({"BREW", "/products", "", {foreign}});
  BOOST_TEST(cors_fields_of(answer) == "");
}

BOOST_AUTO_TEST_CASE(a_page_sees_every_field_that_is_meant_for_it) {
  server_options limited{.cors_origins = {"https://shop.example"}};
  limited.edge.rate_limit = 1'000;
  shop_fixture shop{std::move(limited)};
  const std::string lamp = R"({"name":"Lamp","price":1})";
  const std::string trace = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  std::set<std::string> seen;
  for (const raw_request& request :
       {raw_request{"POST", "/products", lamp, {ours, "Idempotency-Key: k"}},
        {"POST", "/products", lamp, {ours, "Idempotency-Key: k"}},
        {"POST", "/products", lamp, {ours}},
        {"GET", "/products?limit=1", "", {ours, trace}},
        {"GET", "/products/1", "", {ours}},
        {"POST", "/checkout?user_id=ann", "", {ours}},
        {"GET", "/nowhere", "", {ours}}}) {
    auto answer = shop.ask(request);
    BOOST_TEST(hidden_in(answer) == "", request.target);
    for (auto& [name, value] : answer.fields)
      seen.insert(name);
  }
  for (auto* each : {"location", "link", "etag", "ratelimit", "ratelimit-policy",
                     "idempotency-replayed", "x-request-id", "traceparent"})
    BOOST_TEST(seen.contains(each), each);
}

BOOST_AUTO_TEST_CASE(a_page_of_a_foreign_origin_may_read_nothing) {
  for (std::string origin :
       {foreign, "Origin: null", "Origin: https://shop.example.other.example"}) {
    auto answer = ask({"GET", "/products", "", {origin}});
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(cors_fields_of(answer) == "", origin);
    BOOST_TEST(answer.field("vary") == "Origin, Accept-Encoding", origin);
  }
  BOOST_TEST(get("/products").field("vary") == "Origin, Accept-Encoding");
}

BOOST_AUTO_TEST_CASE(a_preflight_tells_an_allowed_origin_what_it_may_send) {
  auto answer = ask({"OPTIONS", "/cart", "", {ours, will_post}});
  BOOST_TEST(answer.status == 204);
  BOOST_TEST(answer.field("allow") == "POST, GET, HEAD, OPTIONS");
  BOOST_TEST(answer.field("access-control-allow-origin") == "https://shop.example");
  BOOST_TEST(answer.field("access-control-allow-methods") == answer.field("allow"));
  BOOST_TEST(
    answer.field("access-control-allow-headers")
    == "Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent");
  BOOST_TEST(answer.field("access-control-max-age") == "600");
  BOOST_TEST(answer.field("vary") == "Origin");
}

BOOST_AUTO_TEST_CASE(a_preflight_tells_a_foreign_origin_nothing) {
  auto answer = ask({"OPTIONS", "/cart", "", {foreign, will_post}});
  BOOST_TEST(answer.status == 204);
  BOOST_TEST(cors_fields_of(answer) == "");
}

BOOST_AUTO_TEST_CASE(a_server_without_allowed_origins_speaks_no_cors) {
  shop_fixture plain;
  for (const raw_request& request : {raw_request{"GET", "/products", "", {ours}},
                                     raw_request{"OPTIONS", "/products", "", {ours, will_post}}}) {
    auto answer = plain.ask(request);
    BOOST_TEST(cors_fields_of(answer) == "");
    BOOST_TEST(answer.field("vary").find("Origin") == std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
