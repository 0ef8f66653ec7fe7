#include "actors/shop.hpp"

#include "test/actors/actor_fixture.hpp"
#include "test/actors/scripted_database.hpp"
#include "test/temporary_directory.hpp"

#include <caf/after.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/scoped_actor.hpp>

namespace shops {

using namespace souk;
using namespace std::chrono_literals;

constexpr currency euro{{'E', 'U', 'R'}};

struct opened_fixture : test::still_system {
  std::unique_ptr<shop> open(shop_options options = {}) {
    options.now = clock();
    return std::make_unique<shop>(system, std::make_unique<test::scripted_database>(script),
                                  std::move(options));
  }

  std::shared_ptr<test::database_script> script = std::make_shared<test::database_script>();
};

create_product selling(const std::string& name, currency unit = {}) {
  return {{name, {100, unit}, "", 5}};
}

} // namespace shops

BOOST_FIXTURE_TEST_SUITE(shops, shops::opened_fixture)

BOOST_AUTO_TEST_CASE(a_seller_and_a_buyer_find_everything_they_need) {
  auto opened = open();
  auto& souk = opened->handles();
  BOOST_TEST(ask(souk.catalog, selling("tea")).reply().product->id == 1);
  BOOST_TEST(ask(souk.carts, add_line{"ann", 1, 2}).reply().cart.total.minor == 200);
  auto placed = ask(souk.carts, checkout{"ann"}).reply().order;
  BOOST_TEST((placed->created_at == now));
  BOOST_TEST((ask(souk.orders, get_order{"ann", placed->id}).reply() == placed));
  BOOST_TEST(*ask(souk.catalog, get_product{1}).reply()->fields.stock == 3);
  BOOST_TEST(opened->restarts() == 0U);
}

BOOST_AUTO_TEST_CASE(a_shop_opens_with_what_is_in_its_database) {
  script->rows.commit({insert_product{{"tea", {100}}}, insert_product{{"cup", {250}}},
                       archive_product{1}, save_line{"ann", {2, 3, {250}, 1}}},
                      now);
  auto opened = open();
  auto page = ask(opened->handles().catalog, list_products{}).reply();
  BOOST_TEST(page->products.size() == 1U);
  BOOST_TEST(page->products.front()->fields.name == "cup");
  BOOST_TEST(ask(opened->handles().carts, view_cart{"ann"}).reply().cart.total.minor == 750);
}

BOOST_AUTO_TEST_CASE(what_one_shop_stored_the_next_one_has) {
  auto first = open();
  ask(first->handles().catalog, selling("tea"));
  ask(first->handles().carts, add_line{"ann", 1, 2});
  first.reset();
  run();
  auto second = open();
  BOOST_TEST(ask(second->handles().carts, view_cart{"ann"}).reply().cart.total.minor == 200);
}

BOOST_AUTO_TEST_CASE(a_database_that_cannot_be_read_is_no_shop) {
  script->reads_to_refuse = 1;
  BOOST_CHECK_THROW(open(), std::runtime_error);
  BOOST_TEST(system.registry().running() == 0U);
  BOOST_TEST(!scheduler.has_job());
}

BOOST_AUTO_TEST_CASE(a_shop_has_one_currency) {
  shop_options options;
  options.unit = euro;
  auto opened = open(options);
  auto& souk = opened->handles();
  BOOST_TEST((ask(souk.catalog, selling("tea")).code() == errc::currency_mismatch));
  BOOST_TEST((ask(souk.catalog, selling("tea", euro)).reply().product->fields.price.unit == euro));
  BOOST_TEST((ask(souk.carts, view_cart{"ann"}).reply().cart.total == money{0, euro}));
  ask(souk.carts, add_line{"ann", 1, 2});
  auto placed = ask(souk.carts, checkout{"ann", money{200, euro}}).reply().order;
  BOOST_TEST((placed->content.total == money{200, euro}));
}

BOOST_AUTO_TEST_CASE(an_actor_that_ends_before_its_time_is_counted) {
  auto opened = open();
  auto catalog = opened->handles().catalog;
  ask(catalog, selling("tea"));
  kill(catalog);
  run();
  BOOST_TEST(opened->restarts() == 1U);
  BOOST_TEST(ask(catalog, get_product{1}).reply()->fields.name == "tea");
}

BOOST_AUTO_TEST_CASE(a_shop_that_closes_answers_what_is_under_way) {
  auto opened = open();
  auto souk = opened->handles();
  ask(souk.catalog, selling("tea"));
  ask(souk.carts, add_line{"ann", 1, 2});
  for (std::size_t steps = 0; steps < 20; ++steps) {
    auto ordered = start(souk.carts, checkout{"ann"});
    auto added = start(souk.carts, add_line{"ann", 1, 1});
    auto loaded = start(souk.carts, view_cart{"bob"});
    auto created = start(souk.catalog, selling("cup"));
    auto listed = start(souk.orders, list_orders{"ann"});
    run_steps(steps);
    opened.reset();
    run();
    BOOST_TEST(ordered.is_answered());
    BOOST_TEST(added.is_answered());
    BOOST_TEST(loaded.is_answered());
    BOOST_TEST(created.is_answered());
    BOOST_TEST(listed.is_answered());
    BOOST_TEST(system.registry().running() == 0U);
    opened = open();
    souk = opened->handles();
    run();
  }
}

BOOST_AUTO_TEST_CASE(the_handles_of_a_closed_shop_say_so_at_once) {
  auto opened = open();
  auto souk = opened->handles();
  run();
  opened.reset();
  BOOST_TEST((start(souk.catalog, get_product{1}).code() == errc::unavailable));
  BOOST_TEST((start(souk.carts, view_cart{"ann"}).code() == errc::unavailable));
  BOOST_TEST((start(souk.orders, list_orders{"ann"}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(whoever_monitors_a_handle_is_told_of_the_end) {
  auto opened = open();
  std::vector<caf::actor_addr> told;
  auto watcher = system.spawn([&told, souk = opened->handles()](caf::event_based_actor* self) {
    self->set_down_handler([&told](const caf::down_msg& down) { told.push_back(down.source); });
    self->monitor(souk.catalog);
    self->monitor(souk.carts);
    self->monitor(souk.orders);
    return caf::behavior{[](int) {}};
  });
  run();
  kill(opened->handles().catalog); // which is restarted
  run();
  BOOST_TEST(told.empty());
  opened.reset();
  run();
  BOOST_TEST(told.size() == 3U);
  kill(watcher);
}

BOOST_AUTO_TEST_CASE(a_query_of_the_feed_that_is_refused_waits_for_nobody) {
  auto opened = open();
  BOOST_TEST((ask(opened->feed(), list_events{-1}).code() == errc::invalid_command));
  BOOST_TEST(opened->store_backlog() == 0U);
}

BOOST_AUTO_TEST_CASE(a_shop_that_closes_at_once_leaves_nothing_behind) {
  open();
  run();
  BOOST_TEST(system.registry().running() == 0U);
}

BOOST_AUTO_TEST_CASE(a_shop_that_closes_while_it_mends_itself_leaves_nothing_behind) {
  for (std::size_t steps = 0; steps < 12; ++steps) {
    auto opened = open();
    run();
    kill(opened->handles().catalog);
    kill(opened->handles().orders);
    kill(opened->handles().carts);
    run_steps(steps);
    opened.reset();
    run();
    BOOST_TEST(system.registry().running() == 0U);
  }
}

BOOST_AUTO_TEST_CASE(two_shops_in_one_program_have_nothing_in_common) {
  auto first = open();
  auto ours = script;
  script = std::make_shared<test::database_script>();
  auto second = open();
  ask(first->handles().catalog, selling("tea"));
  BOOST_TEST(ask(second->handles().catalog, list_products{}).reply()->products.empty());
  ask(first->handles().carts, add_line{"ann", 1, 2});
  BOOST_TEST(ask(second->handles().carts, view_cart{"ann"}).reply().cart.lines.empty());
  second.reset();
  run();
  BOOST_TEST(!ask(first->handles().carts, checkout{"ann"}).is_refused());
}

BOOST_AUTO_TEST_CASE(an_idle_cart_leaves_memory_as_the_options_say) {
  shop_options options;
  options.cart_idle = 40s;
  auto opened = open(options);
  ask(opened->handles().carts, view_cart{"ann"});
  const auto loaded = script->carts_loaded;
  pass(60s);
  ask(opened->handles().carts, view_cart{"ann"});
  BOOST_TEST(script->carts_loaded == loaded + 1);
}

BOOST_AUTO_TEST_CASE(a_shop_whose_prices_are_in_another_currency_is_not_opened) {
  auto rows = std::make_unique<memory_database>();
  rows->commit({insert_product{{"tea", {200, {{'E', 'U', 'R'}}}}}}, now);
  auto names_both = [](const std::runtime_error& err) {
    const std::string what{err.what()};
    return what.find("EUR") != std::string::npos && what.find("USD") != std::string::npos;
  };
  BOOST_CHECK_EXCEPTION(shop(system, std::move(rows)), std::runtime_error, names_both);
}

BOOST_AUTO_TEST_CASE(a_shop_is_not_opened_with_options_that_are_none) {
  shop_options without_clock;
  without_clock.now = nullptr;
  shop_options silent;
  silent.on_restart = nullptr;
  shop_options careless;
  careless.on_storage_failure = nullptr;
  shop_options abroad;
  abroad.unit = {{'e', 'u', 'r'}};
  for (auto& each : {without_clock, silent, careless, abroad})
    BOOST_CHECK_THROW(shop(system, std::make_unique<memory_database>(), each),
                      std::invalid_argument);
  BOOST_CHECK_THROW(shop(system, nullptr), std::invalid_argument);
}

// STORE has a thread of its own there, which ends when it likes.
BOOST_AUTO_TEST_CASE(a_shop_that_is_gone_has_closed_its_file) {
  test::temporary_directory folder;
  caf::actor_system_config usual;
  caf::actor_system threads{usual};
  for (int i = 0; i < 20; ++i) {
    shop opened{threads, open_database(folder.file("shop.db"))};
    caf::anon_send(opened.handles().catalog, selling("tea"));
  }
}

BOOST_AUTO_TEST_CASE(a_shop_is_opened_and_closed_on_the_only_thread_of_its_actors) {
  test::temporary_directory folder;
  caf::actor_system_config one_thread;
  one_thread.set("scheduler.max-threads", 1);
  caf::actor_system threads{one_thread};
  caf::scoped_actor waiting{threads};
  waiting->spawn<caf::monitored>([&](caf::event_based_actor* self) {
    shop opened{self->system(), open_database(folder.file("shop.db"))};
  });
  bool is_told = false;
  waiting->receive([&](const caf::down_msg&) { is_told = true; }, caf::after(1min) >> [] {});
  BOOST_REQUIRE(is_told);
}

BOOST_AUTO_TEST_SUITE_END()
