#include "test/actors/cart_fixture.hpp"

/// Each arrow of the checkout exchange, broken: the buyer is answered, and when CATALOG has asked
/// about the hold, stock and cart are what the database says.

namespace cart_checkout_failures {

using namespace souk;
using test::cup;
using test::pot;
using test::tea;
using lines_list = std::vector<line>;

/// Two teas and a cup in the cart.
struct failure_fixture : test::cart_fixture {
  failure_fixture() {
    add(tea, 2);
    add(cup, 1);
  }

  /// That no order came of the checkout, and a buyer who tries again gets one.
  void check_not_sold() {
    pass(3 * hold_doubted_after);
    BOOST_TEST(orders_stored() == 0U);
    BOOST_TEST(available(tea) == 5);
    BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
    auto again = check_out("k").reply();
    BOOST_TEST(!again.replayed);
    BOOST_TEST(again.order->content.total.minor == 450);
    BOOST_TEST(available(tea) == 3);
  }

  /// That the order was stored, and a buyer who tries again gets the same.
  void check_sold() {
    pass(3 * hold_doubted_after);
    BOOST_TEST(orders_stored() == 1U);
    BOOST_TEST(available(tea) == 3);
    BOOST_TEST(lines().empty());
    auto again = check_out("k").reply();
    BOOST_TEST(again.replayed);
    BOOST_TEST(again.order->content.total.minor == 450);
    BOOST_TEST(orders_stored() == 1U);
  }
};

} // namespace cart_checkout_failures

BOOST_FIXTURE_TEST_SUITE(cart_checkout_failures, cart_checkout_failures::failure_fixture)

BOOST_AUTO_TEST_CASE(a_catalog_that_is_gone_leaves_the_cart_as_it_was) {
  to_catalog.close();
  auto asked = check_out("k");
  auto added = add(pot, 1);
  to_catalog.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_catalog.open();
  run();
  BOOST_TEST(!added.is_refused());
  BOOST_TEST(!remove(pot).is_refused());
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(a_defect_of_catalog_leaves_the_cart_as_it_was) {
  to_catalog.close();
  auto asked = check_out("k");
  to_catalog.refuse_one({errc::internal});
  run();
  BOOST_TEST((asked.code() == errc::internal));
  to_catalog.open();
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(an_order_that_never_reached_orders_is_not_sold) {
  to_orders.close();
  auto asked = check_out("k");
  auto added = start_add(pot, 1);
  to_orders.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  BOOST_TEST((added.code() == errc::unavailable));
  BOOST_TEST(!is_alive());
  // Without waiting for a sweep: a buyer who tries again at once must not find it short.
  BOOST_TEST(available(tea) == 5);
  to_orders.open();
  load();
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(an_order_for_which_the_disk_has_no_room_is_not_sold) {
  to_orders.close();
  auto asked = check_out("k");
  to_orders.refuse_one({errc::storage_full});
  run();
  BOOST_TEST((asked.code() == errc::storage_full));
  BOOST_TEST(is_alive());
  BOOST_TEST(available(tea) == 5);
  to_orders.open();
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(an_order_whose_answer_is_lost_is_sold) {
  to_orders.close();
  auto asked = check_out("k");
  commit(to_orders.first<place>());
  to_orders.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  BOOST_TEST(!is_alive());
  to_orders.open();
  load();
  check_sold();
}

BOOST_AUTO_TEST_CASE(an_order_that_orders_is_not_sure_of_may_be_sold) {
  to_orders.close();
  auto asked = check_out("k");
  commit(to_orders.first<place>());
  to_orders.refuse_one({errc::unavailable});
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_orders.open();
  load();
  check_sold();
}

BOOST_AUTO_TEST_CASE(an_order_of_lines_that_the_store_does_not_have_ends_the_cart) {
  commit(drop_line{"ann", tea});
  BOOST_TEST((check_out("k").code() == errc::unavailable));
  BOOST_TEST(!is_alive());
  load();
  BOOST_TEST((lines() == lines_list{{cup, 1}}));
  pass(3 * hold_doubted_after);
  BOOST_TEST(available(tea) == 5);
}

BOOST_AUTO_TEST_CASE(a_cart_killed_before_its_stock_is_reserved_sells_nothing) {
  to_catalog.close();
  auto asked = check_out("k");
  kill(cart);
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_catalog.open();
  run();
  BOOST_TEST(available(tea) == 3);
  load();
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(a_cart_killed_before_its_order_is_placed_sells_nothing) {
  to_catalog.close();
  auto asked = check_out("k");
  to_catalog.let_one_through();
  kill(cart);
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_catalog.open();
  load();
  check_not_sold();
}

BOOST_AUTO_TEST_CASE(a_cart_killed_while_its_order_is_on_the_way_is_sold_out) {
  to_orders.close();
  auto asked = check_out("k");
  kill(cart);
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_orders.open();
  run();
  BOOST_TEST(available(tea) == 3);
  load();
  check_sold();
}

BOOST_AUTO_TEST_SUITE_END()
