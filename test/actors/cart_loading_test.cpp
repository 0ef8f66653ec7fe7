#include "test/actors/cart_fixture.hpp"

/// A CART that has not looked into the store yet: its first add, whatever else may come first, and
/// each arrow on the way to its lines.

namespace cart_loading {

using namespace souk;
using test::cup;
using test::pot;
using test::tea;
using lines_list = std::vector<line>;

struct loading_fixture : test::cart_fixture {
  /// A new CART of a user whose stored cart has two teas.
  void return_later() {
    add(tea, 2);
    load();
    script->carts_loaded = 0;
  }
};

} // namespace cart_loading

BOOST_FIXTURE_TEST_SUITE(cart_loading, cart_loading::loading_fixture)

BOOST_AUTO_TEST_CASE(the_first_add_of_a_new_user_loads_nothing) {
  to_store.close();
  auto added = add(tea, 2);
  BOOST_TEST((to_store.first<save_line>().only_if == precondition{{seen_state{0}}}));
  to_store.open();
  run();
  BOOST_TEST((lines_of(added.reply().cart) == lines_list{{tea, 2}}));
  BOOST_TEST(added.reply().cart.version == 1);
  to_store.close();
  add(cup, 1);
  BOOST_TEST((to_store.first<save_line>().only_if == precondition{}));
  to_store.open();
  run();
  BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST(script->carts_loaded == 0);
}

BOOST_AUTO_TEST_CASE(the_first_add_of_a_user_who_returns_finds_the_lines) {
  return_later();
  auto added = add(cup, 1).reply().cart;
  BOOST_TEST((lines_of(added) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST(added.version == 2);
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(a_view_that_comes_first_finds_the_lines) {
  return_later();
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_removal_that_comes_first_finds_the_lines) {
  return_later();
  BOOST_TEST(remove(tea).reply().cart.lines.empty());
  BOOST_TEST(stored_lines().empty());
}

BOOST_AUTO_TEST_CASE(a_checkout_that_comes_first_finds_the_lines) {
  return_later();
  BOOST_TEST(check_out().reply().order->content.total.minor == 200);
}

BOOST_AUTO_TEST_CASE(a_precondition_of_the_first_add_is_one_on_the_stored_cart) {
  return_later();
  auto add_if = [this](int64_t version) {
    return ask(cart, add_line{"ann", cup, 1, {}, {{seen_state{version}}}});
  };
  BOOST_TEST((add_if(0).code() == errc::precondition_failed));
  BOOST_TEST((lines_of(add_if(1).reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
}

BOOST_AUTO_TEST_CASE(commands_behind_the_first_wait_for_the_lines) {
  return_later();
  auto first = start_add(cup, 1);
  auto seen = start(cart, view_cart{"ann"});
  auto second = start_add(cup, 1);
  auto ordered = start_checkout();
  run();
  BOOST_TEST((lines_of(first.reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((lines_of(seen.reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((lines_of(second.reply().cart) == lines_list{{tea, 2}, {cup, 2}}));
  BOOST_TEST(ordered.reply().order->content.lines.size() == 2U);
  BOOST_TEST(script->carts_loaded == 0);
}

BOOST_AUTO_TEST_CASE(a_first_add_that_is_refused_leaves_the_lines_in_the_store) {
  return_later();
  const int64_t nothing = 9;
  BOOST_TEST((add(nothing, 1).code() == errc::product_unknown));
  BOOST_TEST((add(tea, quantity_max).code() == errc::quantity_too_large));
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(a_first_add_whose_key_had_its_answer_replays_it) {
  const auto first = add(tea, 2, "k").reply();
  load();
  auto again = add(tea, 2, "k").reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.cart == first.cart));
  BOOST_TEST(script->carts_loaded == 0);
  BOOST_TEST((lines_of(add(cup, 1).reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
}

BOOST_AUTO_TEST_CASE(a_first_add_in_doubt_ends_the_cart) {
  to_store.close();
  auto added = add(tea, 2);
  to_store.bounce_one();
  run();
  BOOST_TEST((added.code() == errc::unavailable));
  BOOST_TEST(!is_alive());
}

BOOST_AUTO_TEST_CASE(lines_that_cannot_be_read_refuse_the_command_and_not_the_next) {
  return_later();
  to_orders.close();
  auto seen = start(cart, view_cart{"ann"});
  auto ordered = start_checkout("k");
  run();
  BOOST_TEST((to_orders.first<load_cart>() == load_cart{"ann"}));
  to_orders.bounce_one();
  run();
  BOOST_TEST((seen.code() == errc::unavailable));
  to_orders.refuse_one({errc::unavailable});
  run();
  BOOST_TEST((ordered.code() == errc::unavailable));
  to_orders.open();
  BOOST_TEST(!check_out("k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(an_order_of_the_cart_before_is_stored_before_the_lines_are_read) {
  add(tea, 2);
  to_orders.close();
  check_out();
  load();
  auto seen = start(cart, view_cart{"ann"});
  run();
  BOOST_TEST(to_orders.waiting() == 2U);
  to_orders.open();
  run();
  BOOST_TEST(seen.reply().cart.lines.empty());
  BOOST_TEST(stored_lines().empty());
  BOOST_TEST(orders_stored() == 1U);
}

BOOST_AUTO_TEST_CASE(a_price_that_changed_while_the_first_add_was_stored_is_shown) {
  return_later();
  to_store.close();
  auto added = add(cup, 1);
  to_store.open();
  to_catalog.close();
  run();
  reprice(cup, 300);
  to_catalog.open();
  run();
  BOOST_TEST(added.reply().cart.total.minor == 500);
  BOOST_TEST(script->carts_loaded == 0);
}

BOOST_AUTO_TEST_SUITE_END()
