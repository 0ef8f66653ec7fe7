// --cors-origin, as a browser sees it.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(system_cors)

namespace {

using namespace souk::test;

constexpr const char* first = "https://shop.example";
constexpr const char* second = "http://127.0.0.1:3000";

std::string from(std::string_view origin) {
  return "Origin: " + std::string{origin} + "\r\n";
}

struct open_to_two : shop_program {
  open_to_two() : shop_program({"--cors-origin", first, "--cors-origin", second}) {}

  raw_answer ask(std::string_view method, std::string_view target,
                 const std::string& fields) const {
    return fetch(port(), bare_request(method, target, fields));
  }
};

bool mentions_cors(const raw_answer& answer) {
  return answer.head.find("Access-Control-") != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_CASE(pages_of_each_allowed_origin_may_read_answers, open_to_two) {
  for (auto* origin : {first, second}) {
    const auto answer = ask("GET", "/products", from(origin));
    BOOST_TEST(answer.status() == 200);
    BOOST_TEST(answer.field("Access-Control-Allow-Origin") == origin);
    BOOST_TEST(answer.field("Vary") == "Origin, Accept-Encoding");
    const auto exposed = answer.field("Access-Control-Expose-Headers");
    for (auto* field :
         {"Location", "Link", "ETag", "Retry-After", "Idempotency-Replayed", "X-Request-Id"})
      BOOST_TEST(exposed.find(field) != std::string::npos, field);
    BOOST_TEST(answer.field("Access-Control-Allow-Credentials") == "");
  }
}

BOOST_FIXTURE_TEST_CASE(pages_of_an_allowed_origin_may_read_why_they_were_refused, open_to_two) {
  for (auto* target : {"/nowhere", "/products/1", "/orders", "/cart?user_id=%ff"}) {
    const auto answer = ask("GET", target, from(first));
    BOOST_TEST_CONTEXT(answer.head) {
      BOOST_TEST(answer.status() >= 400);
      BOOST_TEST(answer.field("Access-Control-Allow-Origin") == first);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(a_preflight_allows_what_the_route_takes, open_to_two) {
  const auto answer = ask("OPTIONS", "/checkout?user_id=ann",
                          from(first)
                            + "Access-Control-Request-Method: POST\r\n"
                              "Access-Control-Request-Headers: idempotency-key\r\n");
  BOOST_TEST(answer.status() == 204);
  BOOST_TEST(answer.body == "");
  BOOST_TEST(answer.field("Access-Control-Allow-Origin") == first);
  BOOST_TEST(answer.field("Access-Control-Allow-Methods").find("POST") != std::string::npos);
  const auto fields = answer.field("Access-Control-Allow-Headers");
  for (auto* field : {"Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"})
    BOOST_TEST(fields.find(field) != std::string::npos, field);
}

BOOST_FIXTURE_TEST_CASE(another_origin_gets_no_permission, open_to_two) {
  for (auto* origin : {"https://evil.example", "https://shop.example.evil.example", "null",
                       "http://shop.example", "https://shop.example:444"}) {
    const auto read = ask("GET", "/products", from(origin));
    const auto asked =
      ask("OPTIONS", "/checkout", from(origin) + "Access-Control-Request-Method: POST\r\n");
    BOOST_TEST_CONTEXT(origin) {
      BOOST_TEST(!mentions_cors(read));
      BOOST_TEST(!mentions_cors(asked));
      // A cache must not give it to an origin that would be allowed.
      BOOST_TEST(read.field("Vary") == "Origin, Accept-Encoding");
    }
  }
}

BOOST_FIXTURE_TEST_CASE(a_shop_that_names_no_origin_is_closed_to_all, shop_program) {
  const auto read = fetch(port(), bare_request("GET", "/products", from(first)));
  BOOST_TEST(read.status() == 200);
  BOOST_TEST(!mentions_cors(read));
  BOOST_TEST(!mentions_cors(
    fetch(port(), bare_request("OPTIONS", "/checkout",
                               from(first) + "Access-Control-Request-Method: POST\r\n"))));
}

BOOST_AUTO_TEST_SUITE_END()
