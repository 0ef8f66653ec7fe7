// Checkout and orders, over a socket.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace orders {

using namespace souk::test;

struct orders_fixture : shop_fixture {
  /// Orders one unit of the lamp for the user; gives the order's id.
  std::string buy(const std::string& user) {
    add(user, lamp);
    return check_json(post("/checkout?user_id=" + user), 201).at("/id");
  }

  std::string lamp = make("19.99", "null", "Lamp");
  std::string tea = make("6.90", "5", "Tea");
};

/// The faults of an expected total, or the code of the refusal.
std::string outcome_of(const raw_response& answer) {
  return answer.status == 422 ? faults_of(answer) : json_text{answer.body}.text("/code");
}

} // namespace orders

BOOST_FIXTURE_TEST_SUITE(orders, orders::orders_fixture)

BOOST_AUTO_TEST_CASE(a_checkout_turns_the_cart_into_an_order) {
  add("ann", lamp, 2);
  add("ann", tea, 1);
  auto answer = post("/checkout?user_id=ann");
  auto order = check_json(answer, 201);
  BOOST_TEST(answer.reason == "Created");
  BOOST_TEST(answer.field("location") == "/orders/1?user_id=ann");
  BOOST_TEST(answer.body.starts_with(
    R"({"id":1,"user_id":"ann","items":[)"
    R"({"product_id":1,"name":"Lamp","price":19.99,"quantity":2,"line_total":39.98},)"
    R"({"product_id":2,"name":"Tea","price":6.90,"quantity":1,"line_total":6.90}],)"
    R"("total":46.88,"currency":"USD","status":"placed","created_at":")"));
  BOOST_TEST(get(answer.field("location")).body == answer.body);
  BOOST_TEST(get("/orders?user_id=ann").body == "[" + answer.body + "]");
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).at("/items") == "[]");
  BOOST_TEST(check_json(get("/products/2"), 200).at("/stock") == "4");
}

BOOST_AUTO_TEST_CASE(an_order_keeps_its_copy_of_names_and_prices) {
  buy("ann");
  auto before = get("/orders/1?user_id=ann").body;
  put("/products/1", R"({"name":"Lantern","price":1})");
  remove("/products/1");
  BOOST_TEST(get("/orders/1?user_id=ann").body == before);
}

BOOST_AUTO_TEST_CASE(an_empty_cart_cannot_check_out) {
  check_problem(post("/checkout?user_id=ann"), 409, "cart_empty");
  buy("ann");
  check_problem(post("/checkout?user_id=ann"), 409, "cart_empty");
}

BOOST_AUTO_TEST_CASE(an_archived_product_keeps_a_cart_from_checking_out) {
  add("ann", lamp, 2);
  add("ann", tea, 6);
  remove("/products/" + lamp);
  auto answer = post("/checkout?user_id=ann");
  check_problem(answer, 409, "items_unavailable");
  BOOST_TEST(json_text{answer.body}.at("/lines")
             == R"([{"product_id":1,"requested":2,"available":0}])");
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).size("/items") == 2);
}

BOOST_AUTO_TEST_CASE(stock_is_taken_for_all_lines_or_for_none) {
  auto rug = make("189.00", "3", "Rug");
  add("ann", tea, 6);
  add("ann", rug, 4);
  add("ann", lamp, 1);
  auto answer = post("/checkout?user_id=ann");
  check_problem(answer, 409, "out_of_stock");
  BOOST_TEST(json_text{answer.body}.at("/lines")
             == R"([{"product_id":2,"requested":6,"available":5},)"
                R"({"product_id":3,"requested":4,"available":3}])");
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).size("/items") == 3);
  BOOST_TEST(check_json(get("/products/2"), 200).at("/stock") == "5");
  BOOST_TEST(get("/orders?user_id=ann").body == "[]");
}

BOOST_AUTO_TEST_CASE(the_last_unit_is_sold_once) {
  add("ann", tea, 5);
  add("bob", tea, 1);
  check_json(post("/checkout?user_id=ann"), 201);
  check_problem(post("/checkout?user_id=bob"), 409, "out_of_stock");
}

BOOST_AUTO_TEST_CASE(a_buyer_may_insist_on_a_total) {
  add("ann", lamp, 2);
  for (std::string total : {"39.99", "\"40\"", "0"}) {
    auto answer = post("/checkout?user_id=ann", "{\"expected_total\":" + total + "}");
    check_problem(answer, 409, "total_changed");
    BOOST_TEST(answer.body.ends_with(",\"total\":39.98,\"currency\":\"USD\"}"), answer.body);
  }
  for (std::string total : {"null", "true", "[]", "1e1", "\"\""})
    BOOST_TEST(outcome_of(post("/checkout?user_id=ann", "{\"expected_total\":" + total + "}"))
               == "/expected_total wrong_type");
  check_problem(post("/checkout?user_id=ann", R"({"expected_total":39.98,"currency":"EUR"})"), 409,
                "total_changed");
  BOOST_TEST(outcome_of(post("/checkout?user_id=ann", R"({"currency":"USD"})"))
             == "/expected_total missing");
  check_json(post("/checkout?user_id=ann", R"({"expected_total":"39.98","currency":"USD"})"), 201);
  add("ann", lamp);
  check_json(post("/checkout", R"({"user_id":"ann","expected_total":19.990})"), 201);
}

BOOST_AUTO_TEST_CASE(all_faults_of_a_checkout_are_told_at_once) {
  add("ann", lamp);
  BOOST_TEST(outcome_of(post("/checkout?total=1", R"({"expected_total":-1,"coupon":"x"})"))
             == "/user_id missing, /expected_total out_of_range, /coupon unknown_member, "
                "/total unknown_member");
  BOOST_TEST(outcome_of(post("/checkout?user_id=ann", R"({"user_id":"bob"})"))
             == "/user_id contradiction");
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).size("/items") == 1);
}

BOOST_AUTO_TEST_CASE(a_cart_whose_total_cannot_be_counted_cannot_check_out) {
  add("ann", lamp, 2);
  put("/products/" + lamp, R"({"price":92233720368547758.07})");
  check_problem(post("/checkout?user_id=ann"), 409, "total_too_large");
  put("/products/" + lamp, R"({"price":1})");
  check_json(post("/checkout?user_id=ann"), 201);
}

BOOST_AUTO_TEST_CASE(orders_are_listed_page_by_page_newest_first) {
  BOOST_TEST(get("/orders?user_id=ann").body == "[]");
  for (std::string user : {"ann", "bob", "ann", "ann", "bob", "ann", "ann"})
    buy(user);
  BOOST_TEST(pages_from("/orders?user_id=ann") == "7 6 4 3 1");
  BOOST_TEST(pages_from("/orders?user_id=ann&limit=2") == "7 6 | 4 3 | 1");
  BOOST_TEST(pages_from("/orders?user_id=ann&limit=5") == "7 6 4 3 1");
  BOOST_TEST(pages_from("/orders?user_id=bob&limit=1") == "5 | 2");
  BOOST_TEST(pages_from("/orders?user_id=ann&before=4") == "3 1");
  BOOST_TEST(pages_from("/orders?user_id=ann&before=1") == "");
  BOOST_TEST(get("/orders?user_id=ann&limit=2").field("link")
             == "</orders?user_id=ann&limit=2&before=6>; rel=\"next\"");
}

BOOST_AUTO_TEST_CASE(a_page_of_orders_has_its_limits) {
  BOOST_TEST(get("/orders?user_id=ann&limit=1000&before=9223372036854775807").status == 200);
  BOOST_TEST(faults_of(get("/orders?limit=0&before=0"))
             == "/user_id missing, /limit out_of_range, /before out_of_range");
  BOOST_TEST(faults_of(get("/orders?user_id=ann&limit=1001&before=x&after=1"))
             == "/limit out_of_range, /before wrong_type, /after unknown_member");
}

BOOST_AUTO_TEST_CASE(events_tell_amounts_in_the_smallest_unit) {
  const auto before = check_json(get("/events?limit=1000"), 200).size("");
  make("19.99");
  const auto events = check_json(get("/events?limit=1&after=" + std::to_string(before)), 200);
  BOOST_TEST(events.text("/0/kind") == "created");
  BOOST_TEST(events.at("/0/details/price") == "1999");
}

BOOST_AUTO_TEST_CASE(an_order_is_shown_to_its_own_user_only) {
  buy("ann");
  BOOST_TEST(get("/orders/1?user_id=ann").status == 200);
  for (std::string user : {"bob", "Ann", "an"})
    check_problem(get("/orders/1?user_id=" + user), 404, "order_unknown");
  for (std::string id : {"2", "0", "-1", "1.5", "9223372036854775808", "abc", "1%20"})
    check_problem(get("/orders/" + id + "?user_id=ann"), 404, "order_unknown");
  BOOST_TEST(faults_of(get("/orders/1")) == "/user_id missing");
  BOOST_TEST(faults_of(get("/orders/abc?user_id=&x=1")) == "/user_id too_short, /x unknown_member");
}

BOOST_AUTO_TEST_SUITE_END()
