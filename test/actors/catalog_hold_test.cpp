#include "actors/catalog.hpp"

#include "test/actors/catalog_fixture.hpp"

#include <optional>

namespace catalog_holds {

using namespace souk;
using namespace std::chrono_literals;

checkout_id checkout_of(uint64_t sequence) {
  return {1, 1, sequence};
}

/// Tea, of which five are on hand; ann has three in her cart.
struct hold_fixture : test::catalog_fixture {
  hold_fixture() {
    create("tea", 5);
    commit<saved_cart>(save_line{"ann", {1, 3, {100}, 1}});
  }

  test::question<quoted_lines> take(uint64_t sequence, std::vector<line> lines,
                                    std::optional<money> expected = {}) {
    return ask(catalog, reserve{checkout_of(sequence), std::move(lines), expected});
  }

  void give_back(uint64_t sequence) {
    caf::anon_send(catalog, release{checkout_of(sequence)});
    run();
  }

  void settle_at(uint64_t sequence, int64_t on_hand, int64_t stock_version) {
    caf::anon_send(catalog, settle{checkout_of(sequence), {{1, on_hand, stock_version}}});
    run();
  }

  /// The order of ann's checkout, stored without a word to CATALOG.
  placed_order store_order() {
    place command;
    command.draft = {checkout_of(1), "ann", {{1, "tea", {100}, 3, {300}}}, {300}};
    return commit<placed_order>(command);
  }

  void set_stock(std::optional<int64_t> on_hand) {
    update_product command{1};
    command.stock = stock_setting{on_hand};
    BOOST_TEST(!ask(catalog, command).is_refused());
  }

  int64_t on_hand() { return *find(1)->fields.stock; }
};

} // namespace catalog_holds

BOOST_FIXTURE_TEST_SUITE(catalog_holds, catalog_holds::hold_fixture)

BOOST_AUTO_TEST_CASE(a_hold_lowers_what_is_available_and_not_what_is_on_hand) {
  auto taken = take(1, {{1, 3}}).reply();
  BOOST_TEST(taken.lines.front().product->id == 1);
  BOOST_TEST(taken.lines.front().quantity == 3);
  BOOST_TEST(available(1) == 2);
  BOOST_TEST(on_hand() == 5);
}

BOOST_AUTO_TEST_CASE(what_is_held_nobody_else_can_take) {
  take(1, {{1, 3}});
  refusal why{errc::out_of_stock, {{1, 3, 2}}};
  BOOST_TEST((take(2, {{1, 3}}).why() == why));
  BOOST_TEST(!take(2, {{1, 2}}).is_refused());
}

BOOST_AUTO_TEST_CASE(a_total_that_was_not_expected_takes_nothing) {
  refusal why{errc::total_changed};
  why.total = money{300};
  BOOST_TEST((take(1, {{1, 3}}, money{299}).why() == why));
  BOOST_TEST(available(1) == 5);
  BOOST_TEST(!take(1, {{1, 3}}, money{300}).is_refused());
}

BOOST_AUTO_TEST_CASE(an_archived_line_takes_nothing) {
  create("cup");
  ask(catalog, archive_product{2});
  refusal why{errc::items_unavailable, {{2, 1, 0}}};
  BOOST_TEST((take(1, {{1, 3}, {2, 1}}).why() == why));
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_CASE(a_hold_that_is_repeated_has_no_second_effect) {
  take(1, {{1, 3}});
  BOOST_TEST(take(1, {{1, 3}}).reply().lines.size() == 1U);
  BOOST_TEST(available(1) == 2);
}

BOOST_AUTO_TEST_CASE(a_release_gives_back_once) {
  take(1, {{1, 3}});
  take(2, {{1, 1}});
  give_back(1);
  BOOST_TEST(available(1) == 4);
  give_back(1);
  BOOST_TEST(available(1) == 4);
}

BOOST_AUTO_TEST_CASE(a_release_of_nothing_gives_nothing) {
  give_back(7);
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_CASE(a_settled_hold_is_stock_that_is_gone) {
  take(1, {{1, 3}});
  settle_at(1, 2, 2);
  BOOST_TEST(available(1) == 2);
  BOOST_TEST(on_hand() == 2);
  settle_at(1, 2, 2);
  give_back(1);
  BOOST_TEST(available(1) == 2);
}

BOOST_AUTO_TEST_CASE(a_product_that_is_counted_no_more_is_not_held) {
  create("cup", 2);
  take(1, {{1, 3}});
  take(2, {{1, 1}, {2, 1}});
  set_stock({});
  set_stock(5);
  BOOST_TEST(available(1) == 5);
  BOOST_TEST(available(2) == 1);
  give_back(1);
  give_back(2);
  BOOST_TEST(available(1) == 5);
  BOOST_TEST(available(2) == 2);
}

BOOST_AUTO_TEST_CASE(a_figure_that_was_overtaken_is_not_shown) {
  settle_at(2, 1, 3);
  settle_at(1, 4, 2);
  BOOST_TEST(on_hand() == 1);
}

BOOST_AUTO_TEST_CASE(an_update_overtaken_by_a_sale_does_not_bring_its_stock_back) {
  to_store.close();
  update_product renamed{1};
  renamed.name = std::string{"green tea"};
  auto asked = ask(catalog, renamed);
  take(1, {{1, 3}});
  auto before_the_sale = commit<product_ptr>(renamed);
  settle_at(1, 2, 2);
  to_store.reply_to_one(before_the_sale);
  run();
  BOOST_TEST(asked.reply()->fields.name == "green tea");
  BOOST_TEST(*asked.reply()->fields.stock == 2);
  BOOST_TEST(on_hand() == 2);
}

BOOST_AUTO_TEST_CASE(a_young_hold_is_not_doubted) {
  to_store.close();
  take(1, {{1, 3}});
  pass(hold_doubted_after);
  BOOST_TEST(to_store.waiting() == 0U);
  BOOST_TEST(available(1) == 2);
}

BOOST_AUTO_TEST_CASE(an_old_hold_without_an_order_is_given_back) {
  take(1, {{1, 3}});
  pass(3 * hold_doubted_after);
  BOOST_TEST(available(1) == 5);
  BOOST_TEST(on_hand() == 5);
}

BOOST_AUTO_TEST_CASE(an_old_hold_whose_order_is_stored_is_settled) {
  take(1, {{1, 3}});
  store_order();
  pass(3 * hold_doubted_after);
  BOOST_TEST(available(1) == 2);
  BOOST_TEST(on_hand() == 2);
}

BOOST_AUTO_TEST_CASE(a_hold_is_given_back_although_the_clock_was_set_back) {
  take(1, {{1, 3}});
  now -= std::chrono::hours{24};
  pass(3 * hold_doubted_after);
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_CASE(only_the_old_hold_is_given_back) {
  take(1, {{1, 3}});
  pass(hold_doubted_after);
  take(2, {{1, 1}});
  pass(hold_doubted_after);
  BOOST_TEST(available(1) == 4);
}

BOOST_AUTO_TEST_CASE(an_old_hold_is_kept_while_the_store_cannot_tell) {
  take(1, {{1, 3}});
  to_store.close();
  pass(2 * hold_doubted_after);
  BOOST_TEST((to_store.first<find_checkout>() == find_checkout{checkout_of(1)}));
  to_store.bounce_one();
  run();
  BOOST_TEST(available(1) == 2);
  to_store.open();
  pass(2 * hold_doubted_after);
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_CASE(a_store_that_does_not_answer_is_asked_once_for_each_hold) {
  take(1, {{1, 3}});
  take(2, {{1, 1}});
  to_store.close();
  pass(10 * hold_doubted_after);
  BOOST_TEST(to_store.waiting() == 2U);
  to_store.open();
  run();
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_CASE(a_hold_given_back_too_early_is_settled_all_the_same) {
  take(1, {{1, 3}});
  pass(3 * hold_doubted_after);
  auto stored = store_order();
  caf::anon_send(catalog, settle{checkout_of(1), stored.levels});
  run();
  BOOST_TEST(available(1) == 2);
  BOOST_TEST(on_hand() == 2);
}

BOOST_AUTO_TEST_CASE(without_holds_nobody_sweeps) {
  BOOST_TEST(!scheduler.has_pending_timeout());
  take(1, {{1, 3}});
  BOOST_TEST(scheduler.has_pending_timeout());
  give_back(1);
  pass(2 * hold_doubted_after);
  BOOST_TEST(!scheduler.has_pending_timeout());
  take(2, {{1, 3}});
  pass(3 * hold_doubted_after);
  BOOST_TEST(available(1) == 5);
}

BOOST_AUTO_TEST_SUITE_END()
