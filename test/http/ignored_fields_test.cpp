// Fields that other servers heed, and that change nothing here.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace ignored_fields {

using namespace souk::test;

struct ignored_fixture : shop_fixture {
  raw_response get_with(const std::string& field) {
    return ask({"GET", "/products/" + lamp, {}, {field}});
  }

  std::string lamp = make("19.99");
};

} // namespace ignored_fields

BOOST_FIXTURE_TEST_SUITE(ignored_fields, ignored_fields::ignored_fixture)

BOOST_AUTO_TEST_CASE(the_method_is_that_of_the_request_line) {
  for (auto* name : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
    BOOST_TEST(check_json(get_with(std::string{name} + ": DELETE"), 200).at("/id") == lamp);
    BOOST_TEST(get("/products/" + lamp).status == 200);
  }
}

BOOST_AUTO_TEST_CASE(a_host_that_somebody_claims_is_in_no_location) {
  const auto made = post("/products", R"({"name":"Pen","price":1})",
                         {"X-Forwarded-Host: evil.example", "Forwarded: host=evil.example",
                          "X-Forwarded-Proto: gopher", "X-Forwarded-For: 10.0.0.1"});
  BOOST_TEST(made.status == 201);
  BOOST_TEST(made.field("location") == "/products/2");
}

BOOST_AUTO_TEST_CASE(answers_are_json_whatever_else_is_wanted) {
  const auto wanted = get("/products/" + lamp);
  for (std::string accept : {"text/xml", ";;;", "*/*;q=0", "application/json;q=0", "text/*",
                             "application/json;q=2", ""}) {
    const auto answer = get_with("Accept: " + accept);
    BOOST_TEST_CONTEXT(accept) {
      BOOST_TEST(answer.status == 200);
      BOOST_TEST(answer.field("content-type") == wanted.field("content-type"));
      BOOST_TEST(answer.body == wanted.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_answer_is_whole_whatever_part_of_it_is_wanted) {
  const auto wanted = get("/products/" + lamp);
  for (auto* field :
       {"Range: bytes=0-1", "Range: bytes=abc", "If-Range: \"x\"", "If-None-Match: garbage",
        "If-None-Match: \"a\", \"b\"", "If-Modified-Since: yesterday"}) {
    const auto answer = get_with(field);
    BOOST_TEST_CONTEXT(field) {
      BOOST_TEST(answer.status == 200);
      BOOST_TEST(answer.body == wanted.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_client_of_http_1_0_may_ask_to_keep_its_connection) {
  connection->send("GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  BOOST_TEST(connection->receive().status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
