#include "actors/catalog.hpp"
#include "actors/orders.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/gate.hpp"
#include "test/actors/scripted_database.hpp"

#include <optional>

/// Movements of stock and canceled orders: what CATALOG and ORDERS make of STORE's word, and each
/// arrow broken.

namespace order_cancels {

using namespace souk;

/// Five pieces of tea, of which ann has ordered three; cups without a count.
struct cancel_fixture : test::still_system {
  cancel_fixture() {
    commit(insert_product{{"tea", {100}, "", 5}});
    commit(insert_product{{"cup", {250}}});
    commit(save_line{"ann", {1, 3, {100}, 1}});
    place order;
    order.draft = {{1, 1, 1}, "ann", {{1, "tea", {100}, 3, {300}}}, {300}};
    commit(order);
    catalog = system.spawn(souk::catalog, script->rows.load_catalog(), to_store.handle, clock(),
                           currency{});
    to_catalog.lead_to(catalog);
  }

  ~cancel_fixture() {
    kill(orders);
    kill(catalog);
    kill(store);
  }

  void commit(souk::write one) { script->rows.commit({std::move(one)}, now); }

  auto move(int64_t quantity, const std::string& key = {}) {
    return ask(catalog, move_stock{1, movement_kind::adjusted, quantity, "counted", key});
  }

  auto cancel(const std::string& user = "ann") { return ask(orders, cancel_order{user, 1}); }

  int64_t shown() { return *ask(catalog, get_product{1}).reply()->fields.stock; }

  std::shared_ptr<test::database_script> script = std::make_shared<test::database_script>();
  test::gate<catalog_actor> to_catalog{system};
  store_actor store = system.spawn(souk::store, std::make_shared<test::scripted_database>(script),
                                   store_settings{clock(), to_catalog.handle});
  test::gate<store_actor> to_store{system, store};
  catalog_actor catalog;
  orders_actor orders = system.spawn<souk::orders>(to_store.handle);
};

} // namespace order_cancels

BOOST_FIXTURE_TEST_SUITE(order_cancels, order_cancels::cancel_fixture)

BOOST_AUTO_TEST_CASE(stock_is_moved_and_shown) {
  auto moved = move(4).reply().moved;
  BOOST_TEST(moved->on_hand == 6);
  BOOST_TEST(shown() == 6);
}

BOOST_AUTO_TEST_CASE(a_movement_that_is_replayed_moves_nothing) {
  move(4, "k");
  move(-1);
  BOOST_TEST(move(4, "k").reply().replayed);
  BOOST_TEST(shown() == 5);
}

BOOST_AUTO_TEST_CASE(a_movement_that_the_store_refuses_changes_nothing) {
  BOOST_TEST((move(-3).code() == errc::stock_too_low));
  BOOST_TEST(
    (ask(catalog, move_stock{2, movement_kind::received, 1}).code() == errc::stock_not_tracked));
  BOOST_TEST(
    (ask(catalog, move_stock{9, movement_kind::received, 1}).code() == errc::product_unknown));
  BOOST_TEST(shown() == 2);
}

BOOST_AUTO_TEST_CASE(a_movement_is_bound_to_the_product_that_was_seen) {
  move_stock command{1, movement_kind::received, 4};
  const auto seen = ask(catalog, get_product{1}).reply();
  command.only_if = {seen_state{seen->version, seen->stock_version}};
  BOOST_TEST(ask(catalog, command).reply().moved->on_hand == 6);
  BOOST_TEST((ask(catalog, command).code() == errc::precondition_failed));
  BOOST_TEST(shown() == 6);
}

BOOST_AUTO_TEST_CASE(a_movement_whose_commit_fails_is_unavailable) {
  script->commits_to_refuse = 1;
  BOOST_TEST((move(4).code() == errc::unavailable));
  BOOST_TEST(shown() == 2);
}

BOOST_AUTO_TEST_CASE(a_stock_is_read_with_what_checkouts_hold) {
  ask(catalog, reserve{{7, 7, 7}, {{1, 1}}});
  auto stock = ask(catalog, get_stock{1, INT64_MAX, 1}).reply();
  BOOST_TEST(*stock.on_hand == 2);
  BOOST_TEST(stock.reserved == 1);
  BOOST_TEST(stock.page.more);
  BOOST_TEST(stock.page.movements.front().quantity == -3);
}

BOOST_AUTO_TEST_CASE(a_stock_that_is_not_counted_has_no_figures) {
  auto stock = ask(catalog, get_stock{2}).reply();
  BOOST_TEST((stock.on_hand == std::nullopt));
  BOOST_TEST(stock.reserved == 0);
  BOOST_TEST(stock.page.movements.empty());
  BOOST_TEST((ask(catalog, get_stock{9}).code() == errc::product_unknown));
}

BOOST_AUTO_TEST_CASE(a_stock_is_unavailable_without_its_store) {
  to_store.close();
  auto asked = ask(catalog, get_stock{1});
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(whoever_reads_the_stock_on_the_answer_finds_it_given_back) {
  test::question<product_ptr> seen;
  auto asked =
    start(orders, cancel_order{"ann", 1}, [&] { seen = start(catalog, get_product{1}); });
  run();
  BOOST_TEST((asked.reply().order->status == order_status::canceled));
  BOOST_TEST(*seen.reply()->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(a_level_does_not_overtake_the_sale_before_it) {
  commit(save_line{"bob", {1, 2, {100}, 1}});
  place sale;
  sale.draft = {{2, 2, 2}, "bob", {{1, "tea", {100}, 2, {200}}}, {200}};
  ask(catalog, reserve{{2, 2, 2}, {{1, 2}}});
  start(orders, sale);
  test::question<stock_page> seen;
  start(catalog, move_stock{1, movement_kind::received, 1},
        [&] { seen = start(catalog, get_stock{1}); });
  run();
  BOOST_TEST(*seen.reply().on_hand == 1);
  BOOST_TEST(seen.reply().reserved == 0);
}

BOOST_AUTO_TEST_CASE(an_order_that_cannot_be_canceled_gives_nothing_back) {
  BOOST_TEST((cancel("bob").code() == errc::order_unknown));
  cancel();
  to_catalog.close();
  BOOST_TEST((cancel().code() == errc::order_not_cancelable));
  BOOST_TEST(to_catalog.waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(a_cancelation_is_bound_to_the_order_that_was_seen) {
  cancel_order command{"ann", 1};
  command.only_if = {seen_state{version_of(order_status::canceled)}};
  BOOST_TEST((ask(orders, command).code() == errc::precondition_failed));
  BOOST_TEST(shown() == 2);
  command.only_if = {seen_state{version_of(order_status::placed)}};
  BOOST_TEST((ask(orders, command).reply().order->status == order_status::canceled));
  BOOST_TEST((ask(orders, command).code() == errc::precondition_failed));
  BOOST_TEST(shown() == 5);
}

BOOST_AUTO_TEST_CASE(a_cancelation_that_finds_no_store_is_unavailable) {
  to_store.close();
  auto asked = cancel();
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_store.open();
  BOOST_TEST((ask(orders, get_order{"ann", 1}).reply()->status == order_status::placed));
}

BOOST_AUTO_TEST_CASE(a_cancelation_on_its_way_to_the_store_is_answered_though_orders_ends) {
  to_store.close();
  auto asked = cancel();
  kill(orders);
  to_store.open();
  run();
  BOOST_TEST((asked.reply().order->status == order_status::canceled));
}

BOOST_AUTO_TEST_SUITE_END()
