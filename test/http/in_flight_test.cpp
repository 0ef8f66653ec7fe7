// What others see of a request that is still being worked on, over sockets.

#include "test/http/stalled_shop.hpp"

#include <boost/test/unit_test.hpp>

namespace in_flight {

using namespace souk::test;

const raw_request new_lamp{
  "POST", "/products", R"({"name":"Lamp","price":1})", {"Idempotency-Key: k"}};
const raw_request checkout{"POST", "/checkout?user_id=ann", "", {"Idempotency-Key: k"}};

/// The look at the clock at which a checkout is being stored.
constexpr int storing = 2;

struct in_flight_fixture : stalled_shop {
  in_flight_fixture() {
    tea = make("6.90", "5", "Tea");
    add("ann", tea, 2);
  }

  std::string tea;
};

} // namespace in_flight

BOOST_FIXTURE_TEST_SUITE(in_flight, in_flight::in_flight_fixture)

BOOST_AUTO_TEST_CASE(a_product_under_the_same_key_is_in_progress) {
  auto first = stall(new_lamp);
  check_problem(ask(new_lamp), 409, "request_in_progress");
  clock.resume();
  auto made = first->receive();
  check_json(made, 201);
  auto again = ask(new_lamp);
  BOOST_TEST(again.body == made.body);
  BOOST_TEST(again.field("idempotency-replayed") == "true");
}

BOOST_AUTO_TEST_CASE(a_line_under_the_same_key_is_in_progress) {
  const raw_request more{"POST", "/cart?user_id=ann&product_id=1", "", {"Idempotency-Key: k"}};
  auto first = stall(more);
  check_problem(ask(more), 409, "request_in_progress");
  clock.resume();
  BOOST_TEST(check_json(first->receive(), 200).at("/items/0/quantity") == "3");
  BOOST_TEST(check_json(ask(more), 200).at("/items/0/quantity") == "3");
}

BOOST_AUTO_TEST_CASE(a_checkout_under_the_same_key_is_in_progress) {
  auto first = stall(checkout, storing);
  check_problem(ask(checkout), 409, "request_in_progress");
  clock.resume();
  auto order = first->receive();
  check_json(order, 201);
  BOOST_TEST(ask(checkout).body == order.body);
}

BOOST_AUTO_TEST_CASE(reads_go_on_during_a_checkout_and_show_the_cart_as_it_was) {
  auto before = get("/cart?user_id=ann").body;
  auto first = stall(checkout, storing);
  BOOST_TEST(get("/cart?user_id=ann").body == before);
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "5");
  BOOST_TEST(get("/health").status == 200);
  clock.resume();
  check_json(first->receive(), 201);
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).at("/items") == "[]");
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "3");
}

BOOST_AUTO_TEST_CASE(a_line_being_checked_out_cannot_be_removed) {
  auto first = stall(checkout, storing);
  check_problem(remove("/cart/1?user_id=ann"), 409, "checkout_in_progress");
  clock.resume();
  check_json(first->receive(), 201);
  check_problem(remove("/cart/1?user_id=ann"), 404, "line_unknown");
}

BOOST_AUTO_TEST_CASE(a_line_added_during_a_checkout_stays_in_the_cart) {
  auto first = stall(checkout, storing);
  raw_connection other{port()};
  other.send(bytes_of({"POST", "/cart?user_id=ann&product_id=1&quantity=3"}));
  clock.resume();
  BOOST_TEST(check_json(first->receive(), 201).at("/items/0/quantity") == "2");
  check_json(other.receive(), 200);
  BOOST_TEST(check_json(get("/cart?user_id=ann"), 200).at("/items/0/quantity") == "3");
}

BOOST_AUTO_TEST_CASE(a_second_checkout_waits_for_nobody) {
  auto first = stall(checkout, storing);
  check_problem(post("/checkout?user_id=ann"), 409, "checkout_in_progress");
  clock.resume();
  check_json(first->receive(), 201);
  BOOST_TEST(check_json(get("/orders?user_id=ann"), 200).size("") == 1);
}

BOOST_AUTO_TEST_CASE(stock_that_a_checkout_reserves_is_not_sold_twice) {
  put("/products/1", R"({"stock":3})");
  add("bob", tea, 2);
  auto first = stall(checkout, storing);
  check_problem(post("/checkout?user_id=bob"), 409, "out_of_stock");
  clock.resume();
  check_json(first->receive(), 201);
  BOOST_TEST(check_json(get("/products/1"), 200).at("/stock") == "1");
}

BOOST_AUTO_TEST_SUITE_END()
