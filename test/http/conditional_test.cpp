// What a client that has seen an answer may ask for, over a socket: not again, or only if it is
// still so; and smaller.

#include "http/routes.hpp"
#include "test/http/conditional_fixture.hpp"
#include "test/http/gunzip.hpp"

#include <algorithm>

namespace conditional_requests {

using namespace souk;
using namespace souk::test;

struct requests_fixture : conditional_fixture {
  raw_response get_if_changed(const std::string& target, const std::string& known) {
    return ask({"GET", target, "", {"If-None-Match: " + known}});
  }
};

} // namespace conditional_requests

BOOST_FIXTURE_TEST_SUITE(conditional_requests, conditional_requests::requests_fixture)

BOOST_AUTO_TEST_CASE(an_answer_that_is_still_so_is_not_sent_again) {
  post("/checkout?user_id=ann");
  for (std::string target : {"/products/1", "/products", "/cart?user_id=ann",
                             "/orders/1?user_id=ann", "/openapi.json", "/docs", "/docs/docs.js"}) {
    BOOST_TEST_CONTEXT(target) {
      const auto tag = tag_of(target);
      for (auto& known : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
        auto again = get_if_changed(target, known);
        BOOST_TEST(again.status == 304);
        BOOST_TEST(again.field("etag") == tag);
        BOOST_TEST(again.field("vary") == "Accept-Encoding");
        BOOST_TEST(!again.field("cache-control").empty());
        BOOST_TEST(!again.field("x-request-id").empty());
      }
      BOOST_TEST(get_if_changed(target, "\"x\"").status == 200);
      BOOST_TEST(get_if_changed(target, "x").status == 200);
      BOOST_TEST(ask({"HEAD", target, "", {"If-None-Match: " + tag}}).status == 304);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_change_of_a_product_changes_its_tag) {
  const auto first = tag_of("/products/1");
  put("/products/1", R"({"name":"Lantern"})");
  const auto renamed = tag_of("/products/1");
  post("/products/1/stock", R"({"type":"received","quantity":1})");
  const auto received = tag_of("/products/1");
  BOOST_TEST(first != renamed);
  BOOST_TEST(renamed != received);
  BOOST_TEST(get_if_changed("/products/1", first).status == 200);
}

BOOST_AUTO_TEST_CASE(a_cart_has_another_tag_when_only_a_price_has_changed) {
  const auto before = tag_of("/cart?user_id=ann");
  put("/products/1", R"({"price":25})");
  auto after = get_if_changed("/cart?user_id=ann", before);
  check_json(after, 200);
  BOOST_TEST(after.field("etag") != before);
}

BOOST_AUTO_TEST_CASE(a_write_tells_the_tag_of_what_it_has_left) {
  auto changed = put("/products/1", R"({"name":"Lantern"})");
  BOOST_TEST(changed.field("etag") == tag_of("/products/1"));
  auto made = post("/products", R"({"name":"Tea","price":1})");
  BOOST_TEST(made.field("etag") == tag_of("/products/2"));
  auto added = post("/cart?user_id=ann&product_id=2");
  BOOST_TEST(added.field("etag") == tag_of("/cart?user_id=ann"));
  auto removed = remove("/cart/2?user_id=ann");
  BOOST_TEST(removed.field("etag") == tag_of("/cart?user_id=ann"));
  auto placed = post("/checkout?user_id=ann");
  BOOST_TEST(placed.field("etag") == tag_of("/orders/1?user_id=ann"));
  auto canceled = post("/orders/1/cancel?user_id=ann");
  BOOST_TEST(canceled.field("etag") == tag_of("/orders/1?user_id=ann"));
  BOOST_TEST(canceled.field("etag") != placed.field("etag"));
}

BOOST_AUTO_TEST_CASE(what_is_wanted_as_it_was_is_not_sent_otherwise) {
  post("/checkout?user_id=ann");
  for (std::string target : {"/products", "/products/1", "/cart?user_id=ann",
                             "/orders/1?user_id=ann", "/openapi.json", "/docs/docs.css"}) {
    BOOST_TEST_CONTEXT(target) {
      const auto tag = tag_of(target);
      BOOST_TEST(ask({"GET", target, "", {"If-Match: " + tag}}).status == 200);
      BOOST_TEST(ask({"GET", target, "", {"If-Match: " + tag, "If-None-Match: " + tag}}).status
                 == 304);
      auto answer = ask({"GET", target, "", {"If-Match: \"x\"", "If-None-Match: " + tag}});
      check_problem(answer, 412, "precondition_failed");
      BOOST_TEST(answer.field("etag") == "");
      BOOST_TEST(answer.field("link") == "");
      check_problem(ask({"GET", target, "", {"If-Match: x"}}), 400, "malformed_request");
    }
  }
  check_problem(ask({"GET", "/products/99", "", {"If-Match: \"x\""}}), 404, "product_unknown");
}

BOOST_AUTO_TEST_CASE(a_large_answer_is_compressed_for_who_takes_it) {
  describe_lamp();
  add("ann", lamp);
  for (int i = 0; i < 20; ++i)
    add("ann", make("1"));
  post("/checkout?user_id=ann");
  for (std::string target :
       {"/products/1", "/products", "/orders/1?user_id=ann", "/orders?user_id=ann", "/events",
        "/openapi.json", "/docs/swagger-ui-bundle.js"}) {
    BOOST_TEST_CONTEXT(target) {
      auto plain = get(target);
      auto small = ask({"GET", target, "", {takes_gzip}});
      BOOST_TEST((gunzip(small.body) == plain.body));
      BOOST_TEST(small.body.size() < plain.body.size() / 2);
      BOOST_TEST(small.field("content-encoding") == "gzip");
      BOOST_TEST(small.field("content-type") == plain.field("content-type"));
      BOOST_TEST(plain.field("content-encoding") == "");
      for (auto* answer : {&plain, &small})
        BOOST_TEST(answer->field("vary") == "Accept-Encoding");
      auto head = ask({"HEAD", target, "", {takes_gzip}});
      BOOST_TEST(head.body == "");
      BOOST_TEST((lasting_fields(head) == lasting_fields(small)));
      if (auto tag = plain.field("etag"); !tag.empty()) {
        BOOST_TEST(small.field("etag") == tag.substr(0, tag.size() - 1) + "-gzip\"");
        BOOST_TEST(get_if_changed(target, small.field("etag")).status == 304);
        BOOST_TEST(ask({"GET", target, "", {takes_gzip, "If-None-Match: " + tag}}).status == 304);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(each_route_says_whether_its_answers_may_be_kept) {
  post("/checkout?user_id=ann");
  for (auto& [target, rule] : std::vector<std::pair<std::string, std::string>>{
         {"/products", "no-cache"},
         {"/products/1", "no-cache"},
         {"/cart?user_id=ann", "private, no-cache"},
         {"/orders/1?user_id=ann", "private, no-cache"},
         {"/orders?user_id=ann", "no-store"},
         {"/events", "no-store"},
         {"/health", "no-store"},
         {"/docs/docs.css", "public, max-age=3600"},
         {"/problems/internal", "public, max-age=3600"}})
    BOOST_TEST(get(target).field("cache-control") == rule, target);
  BOOST_TEST(post("/cart?user_id=ann&product_id=1").field("cache-control") == "no-store");
  BOOST_TEST(remove("/products/1").field("cache-control") == "no-store");
}

BOOST_AUTO_TEST_CASE(a_route_has_a_tag_exactly_where_it_may_be_asked_for_again) {
  for (auto& each : all_routes()) {
    const bool is_tagged_get = each.method == "GET" && each.good.has_tag;
    BOOST_TEST(each.takes_field("If-None-Match") == is_tagged_get, each.path);
    const bool may_fail =
      std::count(each.refusals.begin(), each.refusals.end(), errc::precondition_failed) == 1;
    BOOST_TEST(each.takes_field("If-Match") == may_fail, each.path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
