#include "http/cors.hpp"

#include "test/http/fake_message.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace cors {

using namespace souk;
using namespace souk::test;

using fields = std::map<std::string, std::string>;

const cors_rule two_origins{{"https://shop.example", "http://localhost:3000"}};
const cors_rule none{{}};

/// A request's answer, marked by the rule.
struct cors_fixture {
  fields marked(const cors_rule& rule, field_list asked) {
    return names_and_values(rule.fields_for(fake_message{sent, std::move(asked)}));
  }

  fields preflight(const cors_rule& rule, field_list asked) {
    responder to{
      std::make_shared<exchange>(admission, std::make_unique<fake_message>(sent, asked))};
    http_answer answer{204, {}};
    rule.mark_preflight(to, "GET, HEAD, OPTIONS", answer);
    to.answer({204, {}});
    return names_and_values(answer.fields);
  }

  static fields names_and_values(const answer_fields& answered) {
    return {answered.begin(), answered.end()};
  }

  sent_answers sent;
  gate admission{10, std::chrono::hours{1}, [](auto task) { task(); }};
};

} // namespace cors

BOOST_FIXTURE_TEST_SUITE(cors, cors::cors_fixture)

BOOST_AUTO_TEST_CASE(an_allowed_origin_may_read_the_answer) {
  for (std::string origin : {"https://shop.example", "http://localhost:3000"}) {
    auto found = marked(two_origins, {{"Origin", origin}});
    BOOST_TEST((found
                == fields{{"Vary", "Origin"},
                          {"Access-Control-Allow-Origin", origin},
                          {"Access-Control-Expose-Headers",
                           "Location, Link, ETag, Retry-After, RateLimit, RateLimit-Policy, "
                           "Idempotency-Replayed, X-Request-Id, traceparent"}}));
  }
}

BOOST_AUTO_TEST_CASE(any_other_origin_may_not) {
  for (std::string origin : {"https://shop.example.evil.example", "http://shop.example",
                             "https://shop.example:8443", "HTTPS://shop.example", "null", "*", ""})
    BOOST_TEST((marked(two_origins, {{"Origin", origin}}) == fields{{"Vary", "Origin"}}), origin);
}

BOOST_AUTO_TEST_CASE(an_answer_without_an_origin_still_varies) {
  BOOST_TEST((marked(two_origins, {}) == fields{{"Vary", "Origin"}}));
}

BOOST_AUTO_TEST_CASE(without_origins_nothing_is_marked) {
  BOOST_TEST(marked(none, {{"Origin", "https://shop.example"}}).empty());
  BOOST_TEST(
    preflight(none, {{"Origin", "https://shop.example"}, {"Access-Control-Request-Method", "GET"}})
      .empty());
}

BOOST_AUTO_TEST_CASE(a_preflight_of_an_allowed_origin_is_told_what_it_may_send) {
  auto found = preflight(
    two_origins, {{"Origin", "https://shop.example"}, {"Access-Control-Request-Method", "POST"}});
  BOOST_TEST((
    found
    == fields{{"Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"},
              {"Access-Control-Allow-Headers",
               "Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent"},
              {"Access-Control-Max-Age", "600"}}));
}

BOOST_AUTO_TEST_CASE(a_preflight_of_another_origin_is_told_nothing) {
  BOOST_TEST(preflight(two_origins, {{"Origin", "https://other.example"},
                                     {"Access-Control-Request-Method", "POST"}})
               .empty());
}

BOOST_AUTO_TEST_CASE(options_that_are_no_preflight_are_told_nothing) {
  BOOST_TEST(preflight(two_origins, {{"Origin", "https://shop.example"}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
