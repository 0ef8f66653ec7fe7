#include "actors/orders.hpp"

#include "actors/catalog.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/gate.hpp"
#include "test/actors/scripted_database.hpp"

namespace orders_actors {

using namespace souk;

/// ORDERS between a real CATALOG and a real STORE; five pieces of tea, three in ann's cart.
struct orders_fixture : test::still_system {
  orders_fixture() {
    script->rows.commit({insert_product{{"tea", {100}, "", 5}}}, now);
    script->rows.commit({save_line{"ann", {1, 3, {100}, 1}}}, now);
    catalog = system.spawn(souk::catalog, script->rows.load_catalog(), store, clock(), currency{});
    to_catalog.lead_to(catalog);
  }

  ~orders_fixture() {
    kill(orders);
    kill(catalog);
    kill(store);
  }

  static place ordering(int32_t quantity, const std::string& key = {}) {
    const money total{int64_t{100} * quantity};
    place command;
    command.draft = {{1, 1, 1}, "ann", {{1, "tea", {100}, quantity, total}}, total};
    if (!key.empty())
      command.key = {"ann checkout", key, ""};
    return command;
  }

  int64_t stock_shown() { return *ask(catalog, get_product{1}).reply()->fields.stock; }

  std::shared_ptr<test::database_script> script = std::make_shared<test::database_script>();
  test::gate<catalog_actor> to_catalog{system};
  store_actor store = system.spawn(souk::store, std::make_shared<test::scripted_database>(script),
                                   store_settings{clock(), to_catalog.handle});
  catalog_actor catalog;
  test::gate<store_actor> to_store{system, store};
  orders_actor orders = system.spawn<souk::orders>(to_store.handle);
};

} // namespace orders_actors

BOOST_FIXTURE_TEST_SUITE(orders_actors, orders_actors::orders_fixture)

BOOST_AUTO_TEST_CASE(an_order_is_answered_when_it_is_stored) {
  to_store.close();
  auto asked = ask(orders, ordering(3));
  BOOST_TEST(!asked.is_answered());
  BOOST_TEST((to_store.first<place>() == ordering(3)));
  to_store.open();
  run();
  BOOST_TEST((asked.reply().order->content == ordering(3).draft));
  BOOST_TEST(!asked.reply().replayed);
  BOOST_TEST((script->rows.find_order("ann", 1) == asked.reply().order));
}

BOOST_AUTO_TEST_CASE(whoever_reads_the_stock_on_the_answer_finds_it_lowered) {
  test::question<product_ptr> seen;
  auto asked = start(orders, ordering(3), [&] { seen = start(catalog, get_product{1}); });
  run();
  BOOST_TEST(!asked.is_refused());
  BOOST_TEST(*seen.reply()->fields.stock == 2);
}

BOOST_AUTO_TEST_CASE(catalog_is_told_the_checkout_and_what_is_left) {
  to_catalog.close();
  ask(orders, ordering(3));
  BOOST_TEST((to_catalog.first<settle>() == settle{{1, 1, 1}, {{1, 2, 2}}}));
}

BOOST_AUTO_TEST_CASE(an_order_found_under_its_key_changes_no_stock) {
  auto first = ask(orders, ordering(3, "k")).reply();
  to_catalog.close();
  auto again = ask(orders, ordering(3, "k")).reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.order == first.order));
  BOOST_TEST(to_catalog.waiting() == 0U);
  BOOST_TEST(stock_shown() == 2);
}

BOOST_AUTO_TEST_CASE(an_order_repeated_under_its_checkout_has_no_second_effect) {
  auto first = ask(orders, ordering(3)).reply();
  auto again = ask(orders, ordering(3)).reply();
  BOOST_TEST(!again.replayed);
  BOOST_TEST((again.order == first.order));
  BOOST_TEST(stock_shown() == 2);
}

BOOST_AUTO_TEST_CASE(a_refusal_of_the_store_is_handed_on) {
  script->rows.commit({update_product{1, {}, {}, {}, stock_setting{1}}}, now);
  to_catalog.close();
  refusal short_of_tea{errc::out_of_stock, {{1, 3, 1}}};
  BOOST_TEST((ask(orders, ordering(3)).why() == short_of_tea));
  BOOST_TEST(to_catalog.waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(an_order_whose_commit_fails_is_unavailable) {
  script->commits_to_refuse = 1;
  BOOST_TEST((ask(orders, ordering(3)).code() == errc::unavailable));
  BOOST_TEST(stock_shown() == 5);
}

BOOST_AUTO_TEST_CASE(an_order_that_finds_no_store_is_unavailable) {
  to_store.close();
  auto asked = ask(orders, ordering(3));
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(what_the_store_understands_is_answered_though_orders_ends) {
  to_store.close();
  auto asked = ask(orders, ordering(3));
  kill(orders);
  auto behind = start(orders, get_order{"ann", 1});
  auto canceled = start(orders, cancel_order{"ann", 1});
  run();
  BOOST_TEST((canceled.code() == errc::unavailable));
  to_store.open();
  run();
  BOOST_TEST(asked.reply().order->id == 1);
  BOOST_TEST((behind.reply() == asked.reply().order));
}

BOOST_AUTO_TEST_CASE(an_order_takes_no_turn_of_orders) {
  to_store.close();
  auto asked = start(orders, ordering(3));
  BOOST_TEST((to_store.first<place>() == ordering(3)));
  to_store.open();
  run();
  BOOST_TEST(!asked.is_refused());
}

BOOST_AUTO_TEST_CASE(orders_are_read_from_the_store) {
  auto placed = ask(orders, ordering(3)).reply().order;
  BOOST_TEST((ask(orders, get_order{"ann", 1}).reply() == placed));
  BOOST_TEST((ask(orders, get_order{"bob", 1}).code() == errc::order_unknown));
  BOOST_TEST((ask(orders, list_orders{"ann"}).reply().orders == std::vector{placed}));
  BOOST_TEST(ask(orders, list_orders{"bob"}).reply().orders.empty());
}

BOOST_AUTO_TEST_CASE(several_orders_under_way_have_each_its_own_answer) {
  auto first = start(orders, ordering(2));
  auto other = ordering(1);
  other.draft.checkout.sequence = 2;
  auto second = start(orders, std::move(other));
  run();
  BOOST_TEST(first.reply().order->id == 1);
  BOOST_TEST(second.reply().order->id == 2);
  BOOST_TEST(script->batches == std::vector<std::size_t>{2});
  BOOST_TEST(stock_shown() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
