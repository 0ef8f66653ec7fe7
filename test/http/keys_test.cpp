// Requests with an Idempotency-Key, over a socket.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace keys {

using namespace souk::test;

struct keys_fixture : shop_fixture {
  raw_response post_with(const std::string& key, std::string target, std::string body = {}) {
    return post(std::move(target), std::move(body), {"Idempotency-Key: " + key});
  }

  std::string lamp = make("19.99", "5");
};

/// Asserts that the second answer is the first one again, marked as such.
void check_replay(const raw_response& first, const raw_response& second) {
  BOOST_TEST(first.field("idempotency-replayed") == "");
  BOOST_TEST(second.field("idempotency-replayed") == "true");
  BOOST_TEST(second.status == first.status);
  BOOST_TEST(second.body == first.body);
  BOOST_TEST(second.field("location") == first.field("location"));
  BOOST_TEST(second.field("content-type") == first.field("content-type"));
}

/// A problem without what is new in every one.
std::string without_request_id(std::string body) {
  auto start = body.find("\"request_id\":\"") + 14;
  return body.erase(start, body.find('"', start) - start);
}

constexpr auto new_product = R"({"name":"Tea","price":6.90})";

} // namespace keys

BOOST_FIXTURE_TEST_SUITE(keys, keys::keys_fixture)

BOOST_AUTO_TEST_CASE(a_repeated_product_is_made_once) {
  auto first = post_with("k", "/products", new_product);
  check_json(first, 201);
  put("/products/2", R"({"price":1})");
  check_replay(first, post_with("k", "/products", new_product));
  check_replay(first, post_with("k", "/products", R"({"price":"6.9","name":"T\u0065a"})"));
  BOOST_TEST(check_json(get("/products"), 200).size("") == 2);
}

BOOST_AUTO_TEST_CASE(a_repeated_line_is_added_once) {
  auto first = post_with("k", "/cart?user_id=ann&product_id=1&quantity=2");
  check_json(first, 200);
  add("ann", lamp);
  check_replay(first, post_with("k", "/cart?user_id=ann&product_id=1&quantity=2"));
  check_replay(first, post_with("k", "/cart", R"({"user_id":"ann","product_id":1,"quantity":2})"));
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).at("/items/0/quantity") == "3");
}

BOOST_AUTO_TEST_CASE(a_repeated_checkout_places_one_order) {
  add("ann", lamp, 2);
  auto first = post_with("k", "/checkout?user_id=ann");
  check_json(first, 201);
  add("ann", lamp, 1);
  check_replay(first, post_with("k", "/checkout?user_id=ann"));
  check_replay(first, post_with("k", "/checkout", R"({"user_id":"ann"})"));
  BOOST_TEST(check_json(get("/orders?user_id=ann"), 200).size("") == 1);
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).size("/items") == 1);
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "3");
}

BOOST_AUTO_TEST_CASE(a_key_serves_one_request_only) {
  check_json(post_with("k", "/products", new_product), 201);
  check_problem(post_with("k", "/products", R"({"name":"Tea","price":6.91})"), 422,
                "idempotency_key_reused");
  check_problem(post_with("k", "/products", R"({"name":"Tea","price":6.90,"stock":0})"), 422,
                "idempotency_key_reused");
  check_json(post_with("k", "/cart?user_id=ann&product_id=1"), 200);
  check_problem(post_with("k", "/cart?user_id=ann&product_id=1&quantity=2"), 422,
                "idempotency_key_reused");
  check_problem(post_with("k", "/cart?user_id=ann&product_id=2"), 422, "idempotency_key_reused");
  check_json(post_with("k", "/checkout?user_id=ann"), 201);
  check_problem(post_with("k", "/checkout?user_id=ann", R"({"expected_total":19.99})"), 422,
                "idempotency_key_reused");
  BOOST_TEST(check_json(get("/products"), 200).size("") == 2);
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).at("/items") == "[]");
}

BOOST_AUTO_TEST_CASE(a_key_means_nothing_to_another_user) {
  for (std::string user : {"ann", "bob"}) {
    auto cart = post_with("k", "/cart?user_id=" + user + "&product_id=1");
    BOOST_TEST(check_json(cart, 200).text("/user_id") == user);
    BOOST_TEST(cart.field("idempotency-replayed") == "");
    BOOST_TEST(post_with("k", "/checkout?user_id=" + user).field("idempotency-replayed") == "");
  }
  BOOST_TEST(check_json(get("/orders?user_id=bob"), 200).size("") == 1);
}

BOOST_AUTO_TEST_CASE(a_definitive_refusal_is_kept) {
  auto first = post_with("k", "/checkout?user_id=ann");
  check_problem(first, 409, "cart_empty");
  BOOST_TEST(first.field("idempotency-replayed") == "");
  add("ann", lamp, 6);
  auto again = post_with("k", "/checkout?user_id=ann");
  check_problem(again, 409, "cart_empty");
  BOOST_TEST(again.field("idempotency-replayed") == "true");
  BOOST_TEST(without_request_id(again.body) == without_request_id(first.body));
  first = post_with("l", "/checkout?user_id=ann");
  check_problem(first, 409, "out_of_stock");
  put("/products/1", R"({"stock":100})");
  again = post_with("l", "/checkout?user_id=ann");
  BOOST_TEST(again.field("idempotency-replayed") == "true");
  BOOST_TEST(without_request_id(again.body) == without_request_id(first.body));
  check_json(post_with("m", "/checkout?user_id=ann"), 201);
}

BOOST_AUTO_TEST_CASE(a_changed_total_is_kept_with_its_figures) {
  add("ann", lamp);
  auto first = post_with("k", "/checkout?user_id=ann", R"({"expected_total":1})");
  check_problem(first, 409, "total_changed");
  put("/products/1", R"({"price":1})");
  auto again = post_with("k", "/checkout?user_id=ann", R"({"expected_total":"1.00"})");
  BOOST_TEST(again.field("idempotency-replayed") == "true");
  BOOST_TEST(without_request_id(again.body) == without_request_id(first.body));
}

BOOST_AUTO_TEST_CASE(what_is_not_definitive_is_not_kept) {
  check_problem(post_with("k", "/cart?user_id=ann&product_id=2"), 404, "product_unknown");
  BOOST_TEST(faults_of(post_with("k", "/cart?user_id=ann&product_id=2&quantity=0"))
             == "/quantity out_of_range");
  check_problem(post_with("k", "/cart?user_id=ann", "{"), 400, "malformed_request");
  make("1");
  auto answer = post_with("k", "/cart?user_id=ann&product_id=2");
  check_json(answer, 200);
  BOOST_TEST(answer.field("idempotency-replayed") == "");
}

BOOST_AUTO_TEST_CASE(a_malformed_request_uses_no_key_up) {
  add("ann", lamp);
  check_problem(post_with("k", "/checkout?user_id=ann", "{"), 400, "malformed_request");
  const auto first = post_with("k", "/checkout?user_id=ann");
  check_json(first, 201);
  check_replay(first, post_with("k", "/checkout?user_id=ann"));
}

BOOST_AUTO_TEST_CASE(a_key_may_be_quoted_or_bare) {
  auto first = post_with("a\\b", "/products", new_product);
  check_json(first, 201);
  check_replay(first, post_with("\"a\\\\b\"", "/products", new_product));
  check_replay(first, post_with(" a\\b\t ", "/products", new_product));
  auto other = post_with("\"a b\"", "/products", new_product);
  check_problem(other, 400, "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_key_has_1_to_255_visible_characters) {
  const std::string longest(255, 'k');
  auto first = post_with(longest, "/products", new_product);
  check_json(first, 201);
  check_replay(first, post_with('"' + longest + '"', "/products", new_product));
  for (std::string key : {longest + "k", '"' + longest + "k\"", std::string{"\"\""},
                          std::string{"\"a"}, std::string{"a b"}, std::string{"\xc3\xa4"}})
    for (std::string target :
         {"/products", "/cart?user_id=ann&product_id=1", "/checkout?user_id=ann"})
      check_problem(post_with(key, target, target == "/products" ? new_product : ""), 400,
                    "malformed_request");
  check_problem(post("/products", new_product, {"Idempotency-Key:"}), 400, "malformed_request");
}

BOOST_AUTO_TEST_CASE(routes_that_take_no_key_ignore_one) {
  for (int i = 0; i < 2; ++i) {
    auto answer =
      ask({"PUT", "/products/1", "{\"stock\":1}", {"Idempotency-Key: not a key at all"}});
    BOOST_TEST(check_json(answer, 200).at("/version") == std::to_string(i + 2));
    BOOST_TEST(answer.field("idempotency-replayed") == "");
  }
}

BOOST_AUTO_TEST_SUITE_END()
