#include "actors/cart.hpp"

#include "test/actors/cart_fixture.hpp"

#include <limits>

BOOST_FIXTURE_TEST_SUITE(cart_actors, souk::test::cart_fixture)

namespace {

using namespace souk;
using test::cup;
using test::pot;
using test::tea;
using lines_list = std::vector<line>;

} // namespace

BOOST_AUTO_TEST_CASE(a_new_cart_is_empty) {
  BOOST_TEST((view() == cart_view{"ann"}));
}

BOOST_AUTO_TEST_CASE(an_added_line_is_shown_priced_and_stored) {
  auto reply = add(tea, 2).reply();
  cart_view expected{"ann", {{tea, 2, "tea", {100}, {200}}}, {200}, 1};
  BOOST_TEST((reply == cart_reply{expected}));
  BOOST_TEST((view() == expected));
  BOOST_TEST((stored_lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(units_of_one_product_are_summed) {
  add(tea, 2);
  add(cup, 1);
  auto seen = add(tea, 3).reply().cart;
  BOOST_TEST((lines_of(seen) == lines_list{{tea, 5}, {cup, 1}}));
  BOOST_TEST(seen.total.minor == 750);
  BOOST_TEST(seen.version == 3);
  BOOST_TEST((view() == seen));
  BOOST_TEST((stored_lines() == lines_of(seen)));
}

BOOST_AUTO_TEST_CASE(an_add_is_answered_when_it_is_stored) {
  view();
  to_store.close();
  auto asked = add(tea, 2);
  BOOST_TEST(!asked.is_answered());
  BOOST_TEST(lines().empty());
  to_store.open();
  run();
  BOOST_TEST((lines_of(asked.reply().cart) == lines_list{{tea, 2}}));
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(adds_that_come_together_are_worked_on_one_by_one) {
  auto first = start_add(tea, 2);
  auto second = start_add(cup, 1);
  auto third = start_add(tea, 1);
  run();
  BOOST_TEST((lines_of(first.reply().cart) == lines_list{{tea, 2}}));
  BOOST_TEST((lines_of(second.reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((lines_of(third.reply().cart) == lines_list{{tea, 3}, {cup, 1}}));
  BOOST_TEST((stored_lines() == lines_list{{tea, 3}, {cup, 1}}));
}

BOOST_AUTO_TEST_CASE(changes_have_their_effect_in_the_order_they_came) {
  start_add(tea, 2);
  auto removed = start_remove(tea);
  auto added = start_add(tea, 1);
  auto missing = start_remove(cup);
  run();
  BOOST_TEST(removed.reply().cart.lines.empty());
  BOOST_TEST((lines_of(added.reply().cart) == lines_list{{tea, 1}}));
  BOOST_TEST((missing.code() == errc::line_unknown));
}

BOOST_AUTO_TEST_CASE(a_product_that_cannot_be_had_is_not_added) {
  archive(pot);
  BOOST_TEST((add(99, 1).code() == errc::product_unknown));
  BOOST_TEST((add(pot, 1).code() == errc::product_unknown));
  BOOST_TEST(lines().empty());
  BOOST_TEST(stored_lines().empty());
}

BOOST_AUTO_TEST_CASE(a_line_above_the_limit_is_not_added) {
  add(cup, quantity_max);
  BOOST_TEST((add(cup, 1).code() == errc::quantity_too_large));
  BOOST_TEST((stored_lines() == lines_list{{cup, quantity_max}}));
}

BOOST_AUTO_TEST_CASE(a_line_too_many_is_not_added) {
  for (std::size_t i = 0; i < cart_lines_max; ++i) {
    create_product command;
    command.fields = {"one of many", {1}};
    add(ask(catalog, command).reply().product->id, 1);
  }
  BOOST_TEST((add(tea, 1).code() == errc::cart_full));
  BOOST_TEST(stored_lines().size() == cart_lines_max);
}

BOOST_AUTO_TEST_CASE(a_total_that_does_not_fit_is_not_added) {
  reprice(cup, std::numeric_limits<int64_t>::max() / 2);
  BOOST_TEST((add(cup, 3).code() == errc::total_too_large));
  BOOST_TEST(lines().empty());
  BOOST_TEST(!add(cup, 2).is_refused());
  BOOST_TEST((add(tea, 1).code() == errc::total_too_large));
  BOOST_TEST((stored_lines() == lines_list{{cup, 2}}));
}

BOOST_AUTO_TEST_CASE(a_removed_line_is_gone) {
  add(tea, 2);
  add(cup, 1);
  auto seen = remove(tea).reply().cart;
  BOOST_TEST((lines_of(seen) == lines_list{{cup, 1}}));
  BOOST_TEST(seen.total.minor == 250);
  BOOST_TEST((view() == seen));
  BOOST_TEST((stored_lines() == lines_list{{cup, 1}}));
}

BOOST_AUTO_TEST_CASE(a_line_that_is_not_there_is_not_removed) {
  add(tea, 2);
  BOOST_TEST((remove(cup).code() == errc::line_unknown));
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_removal_is_answered_when_it_is_stored) {
  add(tea, 2);
  to_store.close();
  auto asked = remove(tea);
  BOOST_TEST(!asked.is_answered());
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
  to_store.open();
  run();
  BOOST_TEST(asked.reply().cart.lines.empty());
}

BOOST_AUTO_TEST_CASE(an_archived_product_stays_counts_nothing_and_can_be_removed) {
  add(tea, 2);
  add(pot, 1);
  archive(pot);
  auto seen = view();
  BOOST_TEST((seen.lines[1] == cart_view_line{pot, 1, "pot", {1'000}, {0}, false}));
  BOOST_TEST(seen.total.minor == 200);
  BOOST_TEST(seen.warnings.empty());
  BOOST_TEST((lines_of(remove(pot).reply().cart) == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_changed_price_is_a_warning_until_the_product_is_added_again) {
  add(tea, 2);
  reprice(tea, 120);
  cart_warning changed{warning_code::price_changed, tea};
  changed.was = {100};
  changed.now = {120};
  BOOST_TEST((view().warnings == std::vector{changed}));
  BOOST_TEST(view().total.minor == 240);
  BOOST_TEST(add(tea, 1).reply().cart.warnings.empty());
  BOOST_TEST(view().warnings.empty());
}

BOOST_AUTO_TEST_CASE(a_shortage_is_a_warning_and_no_error) {
  cart_warning shortage{warning_code::not_enough_stock, tea};
  shortage.requested = 6;
  shortage.available = 5;
  BOOST_TEST((add(tea, 6).reply().cart.warnings == std::vector{shortage}));
  BOOST_TEST((view().warnings == std::vector{shortage}));
  restock(tea, 6);
  BOOST_TEST(view().warnings.empty());
}

BOOST_AUTO_TEST_CASE(an_add_without_a_catalog_changes_nothing) {
  add(tea, 2);
  to_catalog.close();
  auto added = start_add(cup, 1);
  auto removed = start_remove(tea);
  run();
  to_catalog.bounce_one();
  run();
  BOOST_TEST((added.code() == errc::unavailable));
  to_catalog.bounce_one();
  run();
  BOOST_TEST((removed.code() == errc::unavailable));
  to_catalog.open();
  BOOST_TEST((lines() == lines_list{{tea, 2}}));
  BOOST_TEST((lines_of(add(cup, 1).reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
}

BOOST_AUTO_TEST_CASE(a_view_without_a_catalog_is_unavailable) {
  to_catalog.close();
  auto seen = ask(cart, view_cart{"ann"});
  to_catalog.bounce_one();
  run();
  BOOST_TEST((seen.code() == errc::unavailable));
  to_catalog.open();
  BOOST_TEST(is_alive());
}

BOOST_AUTO_TEST_CASE(a_change_in_doubt_ends_the_cart_and_everybody_is_told) {
  add(tea, 2);
  to_store.close();
  auto added = add(cup, 1);
  auto behind = start_add(tea, 1);
  auto removed = start_remove(tea);
  run();
  to_store.bounce_one();
  run();
  for (auto& asked : {added, behind, removed})
    BOOST_TEST((asked.code() == errc::unavailable));
  BOOST_TEST(!is_alive());
}

BOOST_AUTO_TEST_CASE(a_removal_in_doubt_ends_the_cart) {
  add(tea, 2);
  to_store.close();
  auto removed = remove(tea);
  to_store.bounce_one();
  run();
  BOOST_TEST((removed.code() == errc::unavailable));
  BOOST_TEST(!is_alive());
}

BOOST_AUTO_TEST_CASE(whoever_waits_for_a_killed_cart_is_refused) {
  to_store.close();
  auto added = add(tea, 1);
  auto queued = add(cup, 1);
  kill(cart);
  auto behind = start_add(tea, 1);
  run();
  for (auto& asked : {added, queued, behind})
    BOOST_TEST((asked.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(a_cart_from_the_store_has_its_lines_and_counts_on) {
  add(tea, 2);
  auto before = add(cup, 1).reply().cart;
  load();
  BOOST_TEST((view() == before));
  BOOST_TEST(remove(tea).reply().cart.version == 3);
}

BOOST_AUTO_TEST_CASE(a_cart_tells_what_it_has_been_asked_and_whether_it_is_idle) {
  auto activity = [this] { return ask(cart, passivate{}).reply(); };
  BOOST_TEST((activity() == cart_activity{0, true}));
  add(tea, 1);
  view();
  BOOST_TEST((activity() == cart_activity{2, true}));
  to_store.close();
  remove(tea);
  BOOST_TEST((activity() == cart_activity{3, false}));
  to_store.open();
  run();
  to_orders.close();
  add(cup, 1);
  check_out();
  BOOST_TEST((activity() == cart_activity{5, false}));
  to_orders.open();
  run();
  BOOST_TEST((activity() == cart_activity{5, true}));
}

BOOST_AUTO_TEST_SUITE_END()
