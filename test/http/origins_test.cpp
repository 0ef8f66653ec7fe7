// Pages of other origins that use the API, over a socket.

#include "http/server.hpp"
#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace {

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
                          "expose-headers: Location, Link, ETag, Retry-After, "
                          "Idempotency-Replayed, X-Request-Id, traceparent";

} // namespace

BOOST_FIXTURE_TEST_SUITE(origins, origins_fixture)

BOOST_AUTO_TEST_CASE(a_page_of_an_allowed_origin_may_read_every_answer) {
  for (std::string target : {"/products", "/nowhere", "/products?limit=0", "/%", "/openapi.json"}) {
    auto answer = ask({"GET", target, "", {ours}});
    BOOST_TEST(cors_fields_of(answer) == readable, target);
    BOOST_TEST(answer.field("vary").starts_with("Origin"), target);
  }
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
  for (raw_request request : {raw_request{"GET", "/products", "", {ours}},
                              raw_request{"OPTIONS", "/products", "", {ours, will_post}}}) {
    auto answer = plain.ask(request);
    BOOST_TEST(cors_fields_of(answer) == "");
    BOOST_TEST(answer.field("vary").find("Origin") == std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
