// What a client that has seen a product, a cart or an order may change, over a socket: only what is
// as it was.

#include "test/http/conditional_fixture.hpp"

namespace conditional_changes {

using namespace souk::test;

constexpr auto other_state = "\"9.9-0123456789abcdef\"";

struct changes_fixture : conditional_fixture {
  raw_response put_if(const std::string& seen, const std::string& body) {
    return ask({"PUT", "/products/" + lamp, body, {"If-Match: " + seen}});
  }

  raw_response receive_if(const std::string& seen, const std::string& id = "1",
                          std::vector<std::string> fields = {}) {
    fields.push_back("If-Match: " + seen);
    return post("/products/" + id + "/stock", R"({"type":"received","quantity":2})",
                std::move(fields));
  }

  raw_response cancel_if(const std::string& seen, const std::string& id = "1",
                         std::vector<std::string> fields = {}) {
    fields.push_back("If-Match: " + seen);
    return post("/orders/" + id + "/cancel?user_id=ann", "", std::move(fields));
  }
};

} // namespace conditional_changes

BOOST_FIXTURE_TEST_SUITE(conditional_changes, conditional_changes::changes_fixture)

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

BOOST_AUTO_TEST_CASE(a_stock_is_moved_only_if_the_product_is_as_it_was_seen) {
  const auto seen = tag_of("/products/1");
  check_problem(receive_if(other_state), 412, "precondition_failed");
  check_problem(receive_if("x"), 400, "malformed_request");
  check_problem(receive_if(other_state, "99"), 404, "product_unknown");
  BOOST_TEST(tag_of("/products/1") == seen);
  check_json(receive_if(seen), 201);
  check_problem(receive_if(seen), 412, "precondition_failed");
  check_json(receive_if("*"), 201);
  describe_lamp();
  check_json(receive_if(gzip_tag_of("/products/1")), 201);
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "11");
}

BOOST_AUTO_TEST_CASE(a_movement_under_a_key_is_told_again_whatever_the_product_is_now) {
  const std::string key = "Idempotency-Key: k";
  const auto seen = tag_of("/products/1");
  check_problem(receive_if(other_state, "1", {key}), 412, "precondition_failed");
  auto moved = receive_if(seen, "1", {key});
  BOOST_TEST(moved.field("idempotency-replayed") == "");
  auto again = receive_if(seen, "1", {key});
  BOOST_TEST(again.field("idempotency-replayed") == "true");
  BOOST_TEST(check_json(again, 201).at("/on_hand") == "7");
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
  check_problem(receive_if("*", "1", {absent}), 412, "precondition_failed");
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

BOOST_AUTO_TEST_CASE(an_order_is_canceled_only_if_it_is_as_it_was_seen) {
  const auto seen = post("/checkout?user_id=ann").field("etag");
  check_problem(cancel_if(other_state), 412, "precondition_failed");
  check_problem(cancel_if("x"), 400, "malformed_request");
  check_problem(cancel_if(other_state, "99"), 404, "order_unknown");
  BOOST_TEST(tag_of("/orders/1?user_id=ann") == seen);
  auto canceled = cancel_if(seen);
  BOOST_TEST(check_json(canceled, 200).text("/status") == "canceled");
  check_problem(cancel_if(seen), 412, "precondition_failed");
  check_problem(cancel_if(canceled.field("etag")), 409, "order_not_cancelable");
  check_problem(cancel_if("*"), 409, "order_not_cancelable");
}

BOOST_AUTO_TEST_CASE(an_order_is_canceled_by_the_tag_of_its_gzip_form_or_by_any) {
  for (int i = 0; i < 20; ++i)
    add("ann", make("1"));
  post("/checkout?user_id=ann");
  check_json(cancel_if(gzip_tag_of("/orders/1?user_id=ann")), 200);
  add("ann", lamp);
  post("/checkout?user_id=ann");
  check_problem(cancel_if("*", "2", {"If-None-Match: *"}), 412, "precondition_failed");
  check_json(cancel_if("*", "2"), 200);
}

BOOST_AUTO_TEST_CASE(a_cancelation_under_a_key_is_told_again_whatever_the_order_is_now) {
  const std::string key = "Idempotency-Key: k";
  const auto seen = post("/checkout?user_id=ann").field("etag");
  check_problem(cancel_if(other_state, "1", {key}), 412, "precondition_failed");
  BOOST_TEST(cancel_if(seen, "1", {key}).field("idempotency-replayed") == "");
  auto again = cancel_if(seen, "1", {key});
  BOOST_TEST(again.field("idempotency-replayed") == "true");
  BOOST_TEST(check_json(again, 200).text("/status") == "canceled");
}

// Nobody may overwrite what he wanted to be absent.
BOOST_AUTO_TEST_CASE(a_condition_that_cannot_be_read_keeps_a_change_from_being_made) {
  const auto seen = tag_of("/products/1");
  for (std::vector<std::string> fields : {std::vector<std::string>{"If-None-Match: * x"},
                                          {"If-None-Match: *", "If-None-Match: *"},
                                          {"If-None-Match: *, \"a\""},
                                          {"If-None-Match: x", "If-Match: " + seen}})
    check_problem(ask({"PUT", "/products/1", R"({"price":1})", fields}), 400, "malformed_request");
  BOOST_TEST(tag_of("/products/1") == seen);
  BOOST_TEST(ask({"PUT", "/products/1", R"({"price":1})", {"If-None-Match: \"a\""}}).status == 200);
}

BOOST_AUTO_TEST_CASE(the_tag_of_the_gzip_form_will_do_for_a_change) {
  describe_lamp();
  BOOST_TEST(put_if(gzip_tag_of("/products/1"), R"({"price":1})").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
