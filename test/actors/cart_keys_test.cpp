#include "test/actors/cart_fixture.hpp"

/// The Idempotency-Keys of a cart's commands, from the cart's mailbox to the database and back.

BOOST_FIXTURE_TEST_SUITE(cart_keys, souk::test::cart_fixture)

namespace {

using namespace souk;
using test::cup;
using test::tea;
using lines_list = std::vector<line>;

} // namespace

BOOST_AUTO_TEST_CASE(a_repeated_add_adds_once_and_replays_its_reply) {
  auto first = add(tea, 2, "k").reply();
  add(cup, 1);
  auto again = add(tea, 2, "k").reply();
  BOOST_TEST(!first.replayed);
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.cart == first.cart));
  BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(a_repeated_add_is_replayed_by_a_cart_that_was_loaded_anew) {
  auto first = add(tea, 2, "k").reply();
  load();
  auto again = add(tea, 2, "k").reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.cart == first.cart));
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_add_is_refused_and_the_cart_goes_on) {
  add(tea, 2, "k");
  auto reused = start_add(tea, 3, "k");
  auto behind = start_add(cup, 1);
  run();
  BOOST_TEST((reused.code() == errc::idempotency_key_reused));
  BOOST_TEST((lines_of(behind.reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_add_does_not_end_a_checkout_under_way) {
  add(tea, 2, "k");
  to_orders.close();
  auto ordered = check_out();
  auto added = add(cup, 3, "k");
  to_orders.open();
  run();
  BOOST_TEST((added.code() == errc::idempotency_key_reused));
  BOOST_TEST(ordered.reply().order->content.total.minor == 200);
  BOOST_TEST(lines().empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_is_being_worked_on_is_refused_until_it_is_done) {
  to_store.close();
  auto first = add(tea, 2, "k");
  BOOST_TEST((add(tea, 2, "k").code() == errc::request_in_progress));
  auto other = add(tea, 1, "another");
  to_store.open();
  run();
  BOOST_TEST(!first.reply().replayed);
  BOOST_TEST(!other.reply().replayed);
  BOOST_TEST(add(tea, 2, "k").reply().replayed);
  BOOST_TEST((lines() == lines_list{{tea, 3}}));
}

BOOST_AUTO_TEST_CASE(a_key_waits_for_its_turn_as_one_that_is_worked_on) {
  to_store.close();
  add(cup, 1);
  auto queued = add(tea, 2, "k");
  BOOST_TEST((add(tea, 2, "k").code() == errc::request_in_progress));
  to_store.open();
  run();
  BOOST_TEST(!queued.reply().replayed);
}

BOOST_AUTO_TEST_CASE(add_and_checkout_have_keys_of_their_own) {
  add(tea, 2, "k");
  BOOST_TEST(!check_out("k").reply().replayed);
  BOOST_TEST(check_out("k").reply().replayed);
  BOOST_TEST(add(tea, 2, "k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(a_definitive_refusal_is_kept_under_its_key) {
  add(cup, quantity_max);
  const refusal first{errc::quantity_too_large};
  BOOST_TEST((add(cup, 1, "k").why() == first));
  auto again = first;
  again.replayed = true;
  BOOST_TEST((add(cup, 1, "k").why() == again));
}

BOOST_AUTO_TEST_CASE(a_kept_refusal_is_replayed_when_the_add_would_succeed_now) {
  add(cup, quantity_max);
  add(cup, 1, "k");
  remove(cup);
  auto again = start_add(cup, 1, "k");
  auto behind = start_add(tea, 1);
  run();
  BOOST_TEST((again.code() == errc::quantity_too_large));
  BOOST_TEST(again.why().replayed);
  BOOST_TEST((lines_of(behind.reply().cart) == lines_list{{tea, 1}}));
}

BOOST_AUTO_TEST_CASE(a_refusal_that_may_change_is_not_kept) {
  const int64_t next = 4;
  BOOST_TEST((add(next, 1, "k").code() == errc::product_unknown));
  create_product command;
  command.fields = {"jam", {300}};
  ask(catalog, command);
  BOOST_TEST(!add(next, 1, "k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(an_add_that_was_stored_is_replayed_when_it_would_be_refused_now) {
  auto first = add(cup, quantity_max, "k").reply();
  auto again = add(cup, quantity_max, "k").reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.cart == first.cart));
  archive(cup);
  BOOST_TEST(add(cup, quantity_max, "k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(a_key_is_free_again_when_nothing_came_of_its_request) {
  to_catalog.close();
  auto asked = add(tea, 2, "k");
  to_catalog.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_catalog.open();
  BOOST_TEST(!add(tea, 2, "k").reply().replayed);
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_refusal_that_cannot_be_kept_is_no_answer) {
  add(cup, quantity_max);
  to_store.close();
  auto asked = add(cup, 1, "k");
  BOOST_TEST((to_store.first<keep_refusal>().why.code == errc::quantity_too_large));
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_store.open();
  BOOST_TEST((add(cup, 1, "k").why() == refusal{errc::quantity_too_large}));
}

BOOST_AUTO_TEST_CASE(a_repeated_checkout_replays_its_order) {
  add(tea, 2);
  auto first = check_out("k").reply();
  auto again = check_out("k").reply();
  BOOST_TEST(!first.replayed);
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.order == first.order));
  BOOST_TEST(orders_stored() == 1U);
}

BOOST_AUTO_TEST_CASE(a_replayed_order_leaves_cart_and_stock_alone) {
  add(tea, 2);
  auto first = check_out("k").reply();
  add(tea, 3);
  auto again = check_out("k").reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.order == first.order));
  BOOST_TEST((lines() == lines_list{{tea, 3}}));
  BOOST_TEST((stored_lines() == lines()));
  BOOST_TEST(available(tea) == 3);
  BOOST_TEST(check_out().reply().order->id == 2);
}

BOOST_AUTO_TEST_CASE(an_order_is_replayed_when_its_checkout_would_be_refused_now) {
  add(tea, 2);
  check_out("k");
  add(tea, 9);
  BOOST_TEST(check_out("k").reply().replayed);
  archive(tea);
  BOOST_TEST(check_out("k").reply().replayed);
  BOOST_TEST((stored_lines() == lines_list{{tea, 9}}));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_checkout_is_refused) {
  add(tea, 2);
  check_out("k", money{200});
  BOOST_TEST((check_out("k", money{300}).code() == errc::idempotency_key_reused));
  BOOST_TEST((check_out("k").code() == errc::idempotency_key_reused));
  add(cup, 1);
  BOOST_TEST((check_out("k", money{250}).code() == errc::idempotency_key_reused));
  BOOST_TEST((lines() == lines_list{{cup, 1}}));
  BOOST_TEST(orders_stored() == 1U);
}

BOOST_AUTO_TEST_CASE(a_definitive_refusal_of_a_checkout_is_kept_under_its_key) {
  add(tea, 6);
  const refusal first{errc::out_of_stock, {{tea, 6, 5}}};
  BOOST_TEST((check_out("k").why() == first));
  auto again = first;
  again.replayed = true;
  BOOST_TEST((check_out("k").why() == again));
  restock(tea, 10);
  BOOST_TEST((check_out("k").why() == again));
  BOOST_TEST((lines() == lines_list{{tea, 6}}));
  BOOST_TEST(available(tea) == 10);
  BOOST_TEST(!check_out("another").is_refused());
}

BOOST_AUTO_TEST_CASE(a_checkout_refused_for_another_under_way_is_not_kept) {
  add(tea, 2);
  to_orders.close();
  auto first = check_out("k");
  BOOST_TEST((check_out("another").code() == errc::checkout_in_progress));
  BOOST_TEST((check_out("k").code() == errc::request_in_progress));
  to_orders.open();
  run();
  BOOST_TEST(!first.reply().replayed);
  add(cup, 1);
  BOOST_TEST(!check_out("another").reply().replayed);
}

BOOST_AUTO_TEST_SUITE_END()
