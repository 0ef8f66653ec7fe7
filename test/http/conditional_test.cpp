// What a client that has seen an answer may ask for, over a socket: not again, or only if it is
// still so; and smaller.

#include "http/routes.hpp"
#include "test/http/gunzip.hpp"
#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace conditional_requests {

using namespace souk;
using namespace souk::test;

constexpr auto takes_gzip = "Accept-Encoding: gzip, deflate, br";

struct conditional_fixture : shop_fixture {
  conditional_fixture() {
    lamp = make("19.99", "5");
    add("ann", lamp);
  }

  raw_response get_if_changed(const std::string& target, const std::string& known) {
    return ask({"GET", target, "", {"If-None-Match: " + known}});
  }

  raw_response put_if(const std::string& seen, const std::string& body) {
    return ask({"PUT", "/products/" + lamp, body, {"If-Match: " + seen}});
  }

  std::string tag_of(const std::string& target) {
    auto tag = get(target).field("etag");
    BOOST_REQUIRE_MESSAGE(tag.size() > 2 && tag.front() == '"' && tag.back() == '"', target);
    return tag;
  }

  /// A lamp that takes more than a packet to describe.
  void describe_lamp() {
    put("/products/" + lamp, R"({"description":")" + std::string(3'000, 'x') + "\"}");
  }

  std::string lamp;
};

} // namespace conditional_requests

BOOST_FIXTURE_TEST_SUITE(conditional_requests, conditional_requests::conditional_fixture)

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

BOOST_AUTO_TEST_CASE(a_product_is_changed_only_if_it_is_as_it_was_seen) {
  const auto seen = tag_of("/products/1");
  auto first = put_if(seen, R"({"price":1})");
  check_json(first, 200);
  check_problem(put_if(seen, R"({"price":2})"), 412, "precondition_failed");
  check_problem(ask({"DELETE", "/products/1", "", {"If-Match: " + seen}}), 412,
                "precondition_failed");
  BOOST_TEST(check_json(get("/products/1"), 200).at("/price") == "1.0");
  BOOST_TEST(put_if(seen + ", " + first.field("etag"), R"({"price":3})").status == 200);
  BOOST_TEST(put_if("*", R"({"price":4})").status == 200);
  BOOST_TEST(ask({"DELETE", "/products/1", "", {"If-Match: " + tag_of("/products/1")}}).status
             == 204);
}

BOOST_AUTO_TEST_CASE(a_sale_makes_what_a_seller_has_seen_stale) {
  const auto seen = tag_of("/products/1");
  check_json(post("/checkout?user_id=ann"), 201);
  check_problem(put_if(seen, R"({"stock":5})"), 412, "precondition_failed");
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "4");
}

BOOST_AUTO_TEST_CASE(weak_and_foreign_tags_match_nothing) {
  for (std::string seen : {"W/" + tag_of("/products/1"), std::string{"\"x\""}})
    check_problem(put_if(seen, "{}"), 412, "precondition_failed");
  for (std::string seen : {"x", "\"x", "*, \"x\""})
    check_problem(put_if(seen, "{}"), 400, "malformed_request");
  check_problem(ask({"PUT", "/products/99", "{}", {"If-Match: \"x\""}}), 404, "product_unknown");
}

BOOST_AUTO_TEST_CASE(several_lines_of_tags_are_one_list) {
  auto answer =
    ask({"PUT", "/products/1", "{}", {"If-Match: \"x\"", "If-Match: " + tag_of("/products/1")}});
  BOOST_TEST(answer.status == 200);
}

BOOST_AUTO_TEST_CASE(what_must_not_be_there_yet_is_not_changed) {
  const std::string absent = "If-None-Match: *";
  for (std::string method : {"PUT", "DELETE"})
    check_problem(ask({method, "/products/1", method == "PUT" ? "{}" : "", {absent}}), 412,
                  "precondition_failed");
  check_problem(ask({"PUT", "/products/1", "{}", {absent, "If-Match: *"}}), 412,
                "precondition_failed");
  BOOST_TEST(get("/products/1").status == 200);
  BOOST_TEST(post("/cart?user_id=eve&product_id=1", "", {absent}).status == 200);
  check_problem(post("/cart?user_id=eve&product_id=1", "", {absent}), 412, "precondition_failed");
}

BOOST_AUTO_TEST_CASE(a_cart_is_changed_only_if_it_is_as_it_was_seen) {
  const auto seen = "If-Match: " + tag_of("/cart?user_id=ann");
  auto added = post("/cart?user_id=ann&product_id=1", "", {seen});
  check_json(added, 200);
  check_problem(post("/cart?user_id=ann&product_id=1", "", {seen}), 412, "precondition_failed");
  check_problem(ask({"DELETE", "/cart/1?user_id=ann", "", {seen}}), 412, "precondition_failed");
  check_problem(post("/checkout?user_id=ann", "", {seen}), 412, "precondition_failed");
  check_json(post("/checkout?user_id=ann", "", {"If-Match: " + added.field("etag")}), 201);
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

BOOST_AUTO_TEST_CASE(the_tag_of_the_gzip_form_will_do_for_a_change) {
  describe_lamp();
  const auto tag = ask({"GET", "/products/1", "", {takes_gzip}}).field("etag");
  BOOST_TEST(tag.ends_with("-gzip\""));
  BOOST_TEST(put_if(tag, R"({"price":1})").status == 200);
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
