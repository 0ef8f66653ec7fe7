#include "test/actors/cart_fixture.hpp"

namespace cart_checkouts {

using namespace souk;
using test::cup;
using test::pot;
using test::tea;
using lines_list = std::vector<line>;

/// Two teas and a cup in the cart.
struct checkout_fixture : test::cart_fixture {
  checkout_fixture() {
    add(tea, 2);
    add(cup, 1);
  }

  /// That a checkout which failed left everything as it was.
  void check_nothing_changed() {
    BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
    BOOST_TEST((stored_lines() == lines()));
    BOOST_TEST(available(tea) == 5);
    BOOST_TEST(orders_stored() == 0U);
  }
};

} // namespace cart_checkouts

BOOST_FIXTURE_TEST_SUITE(cart_checkouts, cart_checkouts::checkout_fixture)

BOOST_AUTO_TEST_CASE(the_lines_become_an_order) {
  auto placed = check_out().reply();
  BOOST_TEST(!placed.replayed);
  auto& content = placed.order->content;
  BOOST_TEST(content.user == "ann");
  BOOST_TEST(
    (content.lines
     == std::vector<order_line>{{tea, "tea", {100}, 2, {200}}, {cup, "cup", {250}, 1, {250}}}));
  BOOST_TEST(content.total.minor == 450);
  BOOST_TEST((placed.order->created_at == now));
  BOOST_TEST((script->rows.find_order("ann", 1) == placed.order));
  BOOST_TEST(lines().empty());
  BOOST_TEST(stored_lines().empty());
  BOOST_TEST(available(tea) == 3);
}

BOOST_AUTO_TEST_CASE(an_order_counts_as_a_change_of_the_cart) {
  const auto before = view().version;
  check_out();
  BOOST_TEST(view().version == before + 1);
  load();
  BOOST_TEST(view().version == before + 1);
}

BOOST_AUTO_TEST_CASE(checkouts_of_one_cart_have_ids_of_their_own) {
  auto first = check_out().reply().order->content.checkout;
  add(tea, 1);
  auto second = check_out().reply().order->content.checkout;
  BOOST_TEST((first != second));
  load();
  add(tea, 1);
  auto third = check_out().reply().order->content.checkout;
  BOOST_TEST((third != first && third != second));
}

BOOST_AUTO_TEST_CASE(an_order_has_the_prices_of_the_moment_its_stock_was_reserved) {
  to_orders.close();
  auto asked = check_out();
  reprice(tea, 999);
  to_orders.open();
  run();
  BOOST_TEST(asked.reply().order->content.total.minor == 450);
}

BOOST_AUTO_TEST_CASE(an_empty_cart_is_not_checked_out) {
  remove(tea);
  remove(cup);
  BOOST_TEST((check_out().code() == errc::cart_empty));
}

BOOST_AUTO_TEST_CASE(a_cart_with_archived_products_is_not_checked_out) {
  archive(cup);
  refusal why{errc::items_unavailable, {{cup, 1, 0}}};
  BOOST_TEST((check_out().why() == why));
  check_nothing_changed();
}

BOOST_AUTO_TEST_CASE(a_total_that_was_not_expected_is_refused_with_the_new_one) {
  refusal why{errc::total_changed};
  why.total = money{450};
  BOOST_TEST((check_out({}, money{440}).why() == why));
  check_nothing_changed();
  BOOST_TEST(!check_out({}, money{450}).is_refused());
}

BOOST_AUTO_TEST_CASE(stock_that_is_short_is_refused_with_each_short_line) {
  add(pot, 2);
  add(tea, 4);
  refusal why{errc::out_of_stock, {{tea, 6, 5}, {pot, 2, 1}}};
  BOOST_TEST((check_out().why() == why));
  BOOST_TEST((lines() == lines_list{{tea, 6}, {cup, 1}, {pot, 2}}));
  BOOST_TEST(available(tea) == 5);
  BOOST_TEST(available(pot) == 1);
}

BOOST_AUTO_TEST_CASE(stock_that_only_the_store_finds_short_is_refused_too) {
  commit(update_product{tea, {}, {}, {}, stock_setting{1}});
  refusal why{errc::out_of_stock, {{tea, 2, 1}}};
  BOOST_TEST((check_out().why() == why));
  check_nothing_changed();
}

BOOST_AUTO_TEST_CASE(a_line_added_during_checkout_stays_and_is_not_in_the_order) {
  to_orders.close();
  auto ordered = check_out();
  auto added = add(pot, 1);
  BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
  to_orders.open();
  run();
  BOOST_TEST(ordered.reply().order->content.total.minor == 450);
  BOOST_TEST(!added.is_refused());
  BOOST_TEST((lines() == lines_list{{pot, 1}}));
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(units_added_during_checkout_to_one_of_its_lines_stay) {
  to_catalog.close();
  auto ordered = check_out();
  auto added = add(tea, 1);
  to_catalog.open();
  run();
  BOOST_TEST(!added.is_refused());
  BOOST_TEST(ordered.reply().order->content.lines.front().quantity == 2);
  BOOST_TEST((lines() == lines_list{{tea, 1}}));
  BOOST_TEST((stored_lines() == lines()));
  BOOST_TEST(check_out().reply().order->content.total.minor == 100);
}

BOOST_AUTO_TEST_CASE(an_add_and_an_order_stored_in_one_batch_keep_to_their_lines) {
  to_store.close();
  auto added = add(tea, 1);
  to_store.open();
  auto ordered = start_checkout();
  auto another = start_add(pot, 1);
  run();
  BOOST_TEST((lines_of(added.reply().cart) == lines_list{{tea, 3}, {cup, 1}}));
  BOOST_TEST(ordered.reply().order->content.total.minor == 550);
  BOOST_TEST(!another.is_refused());
  BOOST_TEST((lines() == lines_list{{pot, 1}}));
  BOOST_TEST((stored_lines() == lines()));
}

BOOST_AUTO_TEST_CASE(a_checkout_waits_for_the_changes_before_it) {
  to_store.close();
  auto added = add(pot, 1);
  auto ordered = check_out();
  BOOST_TEST(!ordered.is_answered());
  to_store.open();
  run();
  BOOST_TEST(!added.is_refused());
  BOOST_TEST(ordered.reply().order->content.total.minor == 1'450);
}

BOOST_AUTO_TEST_CASE(a_view_during_checkout_shows_its_lines_without_a_warning) {
  add(tea, 3);
  const auto before = view();
  to_orders.close();
  check_out();
  BOOST_TEST(available(tea) == 0);
  BOOST_TEST((view() == before));
  to_orders.open();
  run();
  BOOST_TEST(lines().empty());
}

BOOST_AUTO_TEST_CASE(a_line_being_checked_out_is_not_removed) {
  to_orders.close();
  check_out();
  BOOST_TEST((remove(tea).code() == errc::checkout_in_progress));
  BOOST_TEST((remove(pot).code() == errc::line_unknown));
  to_orders.open();
  run();
  BOOST_TEST(lines().empty());
  BOOST_TEST(stored_lines().empty());
}

BOOST_AUTO_TEST_CASE(a_second_checkout_is_refused_while_the_first_is_under_way) {
  to_orders.close();
  auto first = check_out();
  BOOST_TEST((check_out().code() == errc::checkout_in_progress));
  to_orders.open();
  run();
  BOOST_TEST(!first.is_refused());
}

BOOST_AUTO_TEST_CASE(what_comes_behind_an_add_that_waits_for_a_checkout_waits_too) {
  to_orders.close();
  auto first = check_out();
  auto added = add(pot, 1);
  auto second = check_out();
  auto removed = remove(tea);
  auto another = add(cup, 2);
  BOOST_TEST(!second.is_answered());
  to_orders.open();
  run();
  BOOST_TEST(!first.is_refused());
  BOOST_TEST((lines_of(added.reply().cart) == lines_list{{pot, 1}}));
  BOOST_TEST(second.reply().order->content.total.minor == 1'000);
  BOOST_TEST((removed.code() == errc::line_unknown));
  BOOST_TEST((lines_of(another.reply().cart) == lines_list{{cup, 2}}));
}

BOOST_AUTO_TEST_CASE(a_checkout_that_fails_keeps_its_lines_before_those_added_since) {
  to_orders.close();
  auto asked = check_out();
  add(pot, 1);
  add(tea, 1);
  to_orders.refuse_one({errc::out_of_stock, {{tea, 2, 0}}});
  run();
  BOOST_TEST((asked.code() == errc::out_of_stock));
  BOOST_TEST((lines() == lines_list{{tea, 3}, {cup, 1}, {pot, 1}}));
  BOOST_TEST((stored_lines() == lines()));
  BOOST_TEST(available(tea) == 5);
}

BOOST_AUTO_TEST_CASE(an_add_during_checkout_is_answered_with_the_cart_that_it_leaves) {
  to_orders.close();
  auto ordered = check_out();
  auto added = add(pot, 1, "k");
  to_orders.open();
  run();
  BOOST_TEST(!ordered.is_refused());
  const cart_view_line line{pot, 1, "pot", {1'000}, {1'000}};
  BOOST_TEST((added.reply().cart.lines == std::vector{line}));
  BOOST_TEST((view() == added.reply().cart));
  BOOST_TEST((add(pot, 1, "k").reply() == cart_reply{added.reply().cart, true}));
}

BOOST_AUTO_TEST_CASE(an_add_during_a_checkout_that_fails_is_answered_with_every_line) {
  to_orders.close();
  check_out();
  auto added = add(tea, 1);
  auto another = add(pot, 1);
  BOOST_TEST(!added.is_answered());
  to_orders.refuse_one({errc::out_of_stock, {{tea, 2, 0}}});
  run();
  BOOST_TEST((lines_of(added.reply().cart) == lines_list{{tea, 3}, {cup, 1}}));
  BOOST_TEST((lines_of(another.reply().cart) == lines_list{{tea, 3}, {cup, 1}, {pot, 1}}));
  BOOST_TEST((view() == another.reply().cart));
}

BOOST_AUTO_TEST_CASE(many_commands_that_are_refused_in_a_row_are_all_answered) {
  constexpr int commands = 150'000;
  to_store.close();
  auto added = add(tea, 1);
  std::vector<test::question<cart_reply>> refused(commands);
  for (auto& each : refused)
    each = start_remove(pot);
  run();
  to_store.open();
  run();
  BOOST_TEST(!added.is_refused());
  for (auto& each : refused)
    BOOST_REQUIRE((each.code() == errc::line_unknown));
}

BOOST_AUTO_TEST_SUITE_END()
