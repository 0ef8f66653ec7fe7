// The cart of a user, over a socket.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace carts {

using namespace souk::test;

struct carts_fixture : shop_fixture {
  /// Adds to ann's cart by a body with that quantity; gives the quantity of the line, or the
  /// faults.
  std::string quantity_of(const std::string& quantity) {
    remove("/cart/1?user_id=ann");
    auto answer =
      post("/cart", "{\"user_id\":\"ann\",\"product_id\":1,\"quantity\":" + quantity + "}");
    return answer.status == 422 ? faults_of(answer)
                                : check_json(answer, 200).at("/items/0/quantity");
  }

  std::string cart_of(const std::string& user) { return get("/cart?user_id=" + user).body; }

  std::string lamp = make("19.99", "null", "Lamp");
  std::string tea = make("6.90", "5", "Tea");
};

} // namespace carts

BOOST_FIXTURE_TEST_SUITE(carts, carts::carts_fixture)

BOOST_AUTO_TEST_CASE(an_unknown_user_has_an_empty_cart) {
  auto answer = get("/cart?user_id=ann");
  check_json(answer, 200);
  BOOST_TEST(answer.body
             == R"({"user_id":"ann","items":[],"total":0.00,"currency":"USD","version":0,)"
                R"("warnings":[]})");
}

BOOST_AUTO_TEST_CASE(an_added_line_is_priced) {
  auto answer = post("/cart?user_id=ann&product_id=" + tea + "&quantity=2");
  check_json(answer, 200);
  BOOST_TEST(answer.body
             == R"({"user_id":"ann","items":[{"product_id":2,"quantity":2,"name":"Tea",)"
                R"("price":6.90,"line_total":13.80,"available":true}],"total":13.80,)"
                R"("currency":"USD","version":1,"warnings":[]})");
  BOOST_TEST(cart_of("ann") == answer.body);
  BOOST_TEST(answer.field("idempotency-replayed") == "");
}

BOOST_AUTO_TEST_CASE(a_line_may_be_named_in_query_or_body_or_both) {
  for (auto [target, body] : std::vector<std::pair<std::string, std::string>>{
         {"/cart", R"({"user_id":"ann","product_id":1,"quantity":1})"},
         {"/cart?user_id=ann&product_id=1&quantity=1", ""},
         {"/cart?user_id=ann", R"({"product_id":1})"},
         {"/cart?product_id=1&quantity=1", R"({"user_id":"ann"})"},
         {"/cart?user_id=ann&product_id=1", R"({"user_id":"ann","product_id":1,"quantity":1})"},
         {"/cart?user_id=a%6En&product_id=%31", "{}"}})
    BOOST_TEST(post(target, body).status == 200, target);
  BOOST_TEST(json_text{cart_of("ann")}.at("/items/0/quantity") == "6");
}

BOOST_AUTO_TEST_CASE(query_and_body_must_not_contradict_each_other) {
  auto answer = post("/cart?user_id=ann&product_id=1&quantity=2",
                     R"({"user_id":"bob","product_id":2,"quantity":3})");
  BOOST_TEST(faults_of(answer)
             == "/user_id contradiction, /product_id contradiction, /quantity contradiction");
  answer = post("/cart?user_id=ann&product_id=1&quantity=2", R"({"quantity":"2"})");
  BOOST_TEST(faults_of(answer) == "/quantity wrong_type");
  answer = post("/cart?user_id=ann&product_id=1&quantity=x", R"({"quantity":2})");
  BOOST_TEST(faults_of(answer) == "/quantity wrong_type");
  BOOST_TEST(json_text{cart_of("ann")}.size("/items") == 0);
}

BOOST_AUTO_TEST_CASE(a_quantity_is_a_whole_number_and_nothing_is_converted) {
  for (std::string quantity : {"1", "10000"})
    BOOST_TEST(quantity_of(quantity) == quantity);
  for (std::string quantity :
       {"true", "false", "\"5\"", "2.9", "2.0", "1e3", "null", "[1]", "{}", "-0.0"})
    BOOST_TEST(quantity_of(quantity) == "/quantity wrong_type", quantity);
  for (std::string quantity : {"0", "-1", "10001", "4294967297", "9223372036854775808"})
    BOOST_TEST(quantity_of(quantity) == "/quantity out_of_range", quantity);
}

BOOST_AUTO_TEST_CASE(a_quantity_in_the_query_is_a_whole_number_too) {
  auto faults = [this](const std::string& quantity) {
    return faults_of(post("/cart?user_id=ann&product_id=1&quantity=" + quantity));
  };
  for (std::string quantity : {"true", "2.9", "1e3", "+2", "%202", "2%20", "", "02", "%222%22"})
    BOOST_TEST(faults(quantity) == "/quantity wrong_type", quantity);
  for (std::string quantity : {"0", "-1", "10001", "99999999999999999999"})
    BOOST_TEST(faults(quantity) == "/quantity out_of_range", quantity);
}

BOOST_AUTO_TEST_CASE(all_faults_of_a_line_are_told_at_once) {
  BOOST_TEST(faults_of(post("/cart")) == "/user_id missing, /product_id missing");
  BOOST_TEST(
    faults_of(post("/cart?user_id=a%20b&product_id=0&quantity=0&x=1", R"({"note":"hello"})"))
    == "/user_id invalid_character, /product_id out_of_range, /quantity out_of_range, "
       "/note unknown_member, /x unknown_member");
}

BOOST_AUTO_TEST_CASE(a_user_id_has_1_to_128_plain_characters) {
  for (std::string user : {"a", "A.b_c@d:e-9", "%61nn"})
    BOOST_TEST(get("/cart?user_id=" + user).status == 200, user);
  BOOST_TEST(get("/cart?user_id=" + std::string(128, 'a')).status == 200);
  BOOST_TEST(faults_of(get("/cart?user_id=" + std::string(129, 'a'))) == "/user_id too_long");
  BOOST_TEST(faults_of(get("/cart?user_id=")) == "/user_id too_short");
  BOOST_TEST(faults_of(get("/cart")) == "/user_id missing");
  BOOST_TEST(faults_of(get("/cart?user_id=a&user_id=a")) == "/user_id duplicate");
  for (std::string user : {"a+b", "a%2Bb", "a/b", "%00", "%C3%A4", "a%0Ab", "*"})
    BOOST_TEST(faults_of(get("/cart?user_id=" + user)) == "/user_id invalid_character", user);
}

BOOST_AUTO_TEST_CASE(carts_are_kept_apart_by_the_exact_user_id) {
  add("ann", lamp);
  for (std::string user : {"Ann", "an", "annn", "ann."})
    BOOST_TEST(json_text{cart_of(user)}.size("/items") == 0, user);
}

BOOST_AUTO_TEST_CASE(a_product_that_is_not_sold_cannot_be_added) {
  remove("/products/" + tea);
  for (std::string id : {tea, std::string{"3"}, std::string{"9223372036854775807"}})
    check_problem(post("/cart?user_id=ann&product_id=" + id), 404, "product_unknown");
}

BOOST_AUTO_TEST_CASE(a_line_has_at_most_10000_units) {
  add("ann", lamp, 9'999);
  check_problem(post("/cart?user_id=ann&product_id=1&quantity=2"), 409, "quantity_too_large");
  add("ann", lamp, 1);
  check_problem(post("/cart?user_id=ann&product_id=1"), 409, "quantity_too_large");
}

BOOST_AUTO_TEST_CASE(a_cart_has_at_most_200_lines) {
  for (int i = 0; i < 199; ++i)
    make("1");
  for (int id = 1; id <= 200; ++id)
    add("ann", std::to_string(id));
  check_problem(post("/cart?user_id=ann&product_id=201"), 409, "cart_full");
  add("ann", "200");
}

BOOST_AUTO_TEST_CASE(a_total_that_cannot_be_counted_is_refused) {
  auto dear = make("92233720368547758.07");
  add("ann", dear);
  check_problem(post("/cart?user_id=ann&product_id=" + dear), 409, "total_too_large");
  check_problem(post("/cart?user_id=ann&product_id=" + lamp), 409, "total_too_large");
  BOOST_TEST(json_text{cart_of("ann")}.size("/items") == 1);
  add("bob", lamp, 2);
  put("/products/" + lamp, R"({"price":92233720368547758.07})");
  check_problem(post("/checkout?user_id=bob"), 409, "total_too_large");
}

BOOST_AUTO_TEST_CASE(a_cart_that_cannot_be_counted_is_shown_and_emptied) {
  add("ann", lamp, 2);
  add("ann", tea);
  put("/products/" + lamp, R"({"price":92233720368547758.07})");
  auto cart = check_json(get("/cart?user_id=ann"), 200);
  BOOST_TEST(cart.at("/items/0/available") == "false");
  BOOST_TEST(cart.at("/items/0/line_total") == "0.0");
  BOOST_TEST(cart.at("/items/1/available") == "true");
  BOOST_TEST(cart.at("/total") == cart.at("/items/1/line_total"));
  BOOST_TEST(cart.at("/warnings") == R"([{"code":"total_too_large","product_id":1}])");
  cart = check_json(remove("/cart/" + tea + "?user_id=ann"), 200);
  BOOST_TEST(cart.size("/items") == 1);
  BOOST_TEST(check_json(remove("/cart/" + lamp + "?user_id=ann"), 200).size("/items") == 0);
}

BOOST_AUTO_TEST_CASE(a_product_that_is_gone_is_unknown_to_a_full_line) {
  add("ann", lamp, 10'000);
  remove("/products/" + lamp);
  check_problem(post("/cart?user_id=ann&product_id=" + lamp), 404, "product_unknown");
}

BOOST_AUTO_TEST_CASE(a_line_can_be_removed) {
  add("ann", lamp);
  add("ann", tea);
  auto answer = remove("/cart/1?user_id=ann");
  auto cart = check_json(answer, 200);
  BOOST_TEST(cart.size("/items") == 1);
  BOOST_TEST(cart.at("/items/0/product_id") == tea);
  BOOST_TEST(cart_of("ann") == answer.body);
  check_problem(remove("/cart/1?user_id=ann"), 404, "line_unknown");
  check_problem(remove("/cart/2?user_id=bob"), 404, "line_unknown");
  for (std::string id : {"0", "-1", "1.5", "9223372036854775808", "abc", "%32%20"})
    check_problem(remove("/cart/" + id + "?user_id=ann"), 404, "line_unknown");
  BOOST_TEST(faults_of(remove("/cart/abc")) == "/user_id missing");
  BOOST_TEST(faults_of(remove("/cart/2?user_id=a%20b&x=1"))
             == "/user_id invalid_character, /x unknown_member");
}

BOOST_AUTO_TEST_CASE(a_cart_warns_of_what_has_changed) {
  add("ann", lamp, 2);
  add("ann", tea, 6);
  put("/products/" + lamp, R"({"price":18.5,"name":"Lantern"})");
  auto cart = check_json(get("/cart?user_id=ann"), 200);
  BOOST_TEST(cart.at("/items/0/name") == "\"Lantern\"");
  BOOST_TEST(cart.at("/items/0/line_total") == "37.0");
  BOOST_TEST(cart.at("/total") == "78.4");
  BOOST_TEST(cart.at("/warnings")
             == R"([{"code":"price_changed","product_id":1,"was":19.99,"now":18.5},)"
                R"({"code":"not_enough_stock","product_id":2,"requested":6,"available":5}])");
}

BOOST_AUTO_TEST_CASE(an_archived_product_stays_in_the_cart_and_counts_nothing) {
  add("ann", lamp, 2);
  add("ann", tea);
  remove("/products/" + lamp);
  auto cart = check_json(get("/cart?user_id=ann"), 200);
  BOOST_TEST(cart.at("/items/0/available") == "false");
  BOOST_TEST(cart.at("/items/0/name") == "\"Lamp\"");
  BOOST_TEST(cart.at("/items/0/line_total") == "0.0");
  BOOST_TEST(cart.at("/total") == "6.9");
  BOOST_TEST(check_json(remove("/cart/1?user_id=ann"), 200).size("/items") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
