#include "actors/supervisor.hpp"

#include "test/actors/shop_fixture.hpp"

namespace supervisors {

using namespace souk;
using namespace std::chrono_literals;

struct supervisor_fixture : test::shop_fixture {
  supervisor_fixture() {
    tea = create("tea", 100, 5);
    add("ann", tea, 2);
  }

  int64_t tea = 0;
};

} // namespace supervisors

BOOST_FIXTURE_TEST_SUITE(supervisors, supervisors::supervisor_fixture)

BOOST_AUTO_TEST_CASE(nobody_is_restarted_without_need) {
  check_out("ann");
  pass(60s);
  BOOST_TEST(restarts() == 0U);
}

BOOST_AUTO_TEST_CASE(a_killed_catalog_is_back_with_what_the_store_has) {
  auto cup = create("cup", 250);
  ask(staff->catalog.handle(), archive_product{tea});
  kill(staff->catalog.handle());
  run();
  BOOST_TEST(restarts() == 1U);
  BOOST_TEST((*find(cup) == *script->find(cup)));
  BOOST_TEST((ask(staff->catalog.handle(), get_product{tea}).code() == errc::product_unknown));
  BOOST_TEST(!view("ann").lines.front().available);
  BOOST_TEST(view("ann").lines.front().name == "tea");
}

BOOST_AUTO_TEST_CASE(killed_orders_are_back) {
  auto placed = check_out("ann").reply().order;
  kill(staff->orders.handle());
  run();
  BOOST_TEST(restarts() == 1U);
  BOOST_TEST((ask(staff->orders.handle(), get_order{"ann", 1}).reply() == placed));
  add("ann", tea, 1);
  BOOST_TEST(check_out("ann").reply().order->id == 2);
}

BOOST_AUTO_TEST_CASE(killed_carts_are_back_with_their_lines) {
  kill(staff->carts.handle());
  run();
  BOOST_TEST(restarts() == 1U);
  BOOST_TEST((lines("ann") == std::vector<line>{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_killed_store_is_back) {
  kill(staff->store.handle());
  run();
  BOOST_TEST(restarts() == 1U);
  BOOST_TEST(!add("ann", tea, 1).is_refused());
  BOOST_TEST(check_out("ann").reply().order->content.total.minor == 300);
}

BOOST_AUTO_TEST_CASE(a_store_is_not_trusted_again_with_a_disk_that_failed) {
  std::vector<std::string> told;
  staff->options.on_storage_failure = [&](const std::string& why) { told.push_back(why); };
  kill(staff->store.target()); // the next one calls the function above
  run();
  script->is_disk_failing = true;
  BOOST_TEST((add("ann", tea, 1).code() == errc::unavailable));
  script->is_disk_failing = false; // or so it seems
  const auto batches = script->batches.size();
  const uint64_t written = staff->stored->writes;
  BOOST_TEST((add("ann", tea, 1).code() == errc::storage_failed));
  BOOST_TEST((check_out("ann").code() == errc::storage_failed));
  BOOST_TEST((ask(staff->orders.handle(), list_orders{"ann"}).code() == errc::storage_failed));
  BOOST_TEST(script->batches.size() == batches);
  BOOST_TEST(staff->stored->writes == written);
  BOOST_TEST(told.size() == 1U);
  BOOST_TEST(find(tea)->fields.name == "tea");
  // Nobody asks such a store for rows again and again.
  const uint64_t taken = staff->stored->taken;
  pass(10s);
  BOOST_TEST(staff->stored->taken == taken);
}

BOOST_AUTO_TEST_CASE(whoever_is_restarted_is_named) {
  std::vector<std::string> named;
  staff->options.on_restart = [&](std::string_view actor) { named.emplace_back(actor); };
  kill(staff->store.handle());
  run();
  kill(staff->orders.handle());
  run();
  kill(staff->carts.handle());
  run();
  kill(staff->catalog.handle());
  run();
  BOOST_TEST((named == std::vector<std::string>{"store", "orders", "carts", "catalog"}));
  staff->options.on_restart = [](std::string_view) {};
}

BOOST_AUTO_TEST_CASE(what_a_new_store_has_not_taken_counts_from_its_start) {
  BOOST_TEST(staff->stored->taken == staff->store.handed_to_target());
  kill(staff->store.handle());
  run();
  add("ann", tea, 1);
  BOOST_TEST(staff->stored->taken > 0U);
  BOOST_TEST(staff->stored->taken == staff->store.handed_to_target());
}

BOOST_AUTO_TEST_CASE(a_store_that_throws_is_back_and_whoever_waited_is_told) {
  script->commits_to_refuse = 1;
  auto created = start(staff->catalog.handle(), create_product{{"cup", {250}}});
  auto added = start(carts(), add_line{"ann", tea, 1});
  auto read = start(staff->orders.handle(), list_orders{"ann"});
  run();
  BOOST_TEST((created.code() == errc::unavailable));
  BOOST_TEST(added.is_answered());
  BOOST_TEST(read.is_answered());
  BOOST_TEST(restarts() == 1U);
  BOOST_TEST(create("cup", 250) == 2);
}

BOOST_AUTO_TEST_CASE(all_killed_at_once_are_all_back) {
  kill(staff->store.handle());
  kill(staff->catalog.handle());
  kill(staff->orders.handle());
  kill(staff->carts.handle());
  run();
  pass(1s);
  BOOST_TEST(restarts() == 4U);
  BOOST_TEST((lines("ann") == std::vector<line>{{tea, 2}}));
  BOOST_TEST(check_out("ann").reply().order->id == 1);
}

BOOST_AUTO_TEST_CASE(an_actor_that_ends_again_is_back_again) {
  for (uint64_t i = 1; i <= 5; ++i) {
    kill(staff->catalog.handle());
    kill(staff->orders.handle());
    run();
    BOOST_TEST(restarts() == 2 * i);
  }
  BOOST_TEST(check_out("ann").reply().order->id == 1);
}

BOOST_AUTO_TEST_CASE(while_an_actor_is_gone_its_askers_are_told_at_once) {
  kill(staff->catalog.handle());
  run_without(supervising);
  BOOST_TEST((start(staff->catalog.handle(), get_product{tea}).code() == errc::unavailable));
  auto seen = start(carts(), view_cart{"ann"});
  run_without(supervising);
  BOOST_TEST((seen.code() == errc::unavailable));
  run();
  BOOST_TEST(find(tea)->id == tea);
}

BOOST_AUTO_TEST_CASE(the_catalog_waits_for_a_store_that_ended_with_it) {
  kill(staff->store.handle());
  run_without(supervising);
  script->reads_to_refuse = 2;
  kill(staff->catalog.handle());
  run();
  BOOST_TEST((start(staff->catalog.handle(), get_product{tea}).code() == errc::unavailable));
  pass(3s);
  BOOST_TEST(find(tea)->id == tea);
  BOOST_TEST(restarts() == 4U);
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_read_is_asked_again_without_haste) {
  constexpr int failures = 1'000;
  script->reads_to_refuse = failures;
  kill(staff->store.handle());
  run();
  pass(10s);
  BOOST_TEST(script->reads_to_refuse < failures - 5);
  BOOST_TEST(script->reads_to_refuse > failures - 20);
  script->reads_to_refuse = 0;
  pass(2s);
  BOOST_TEST(!scheduler.has_job());
  BOOST_TEST(!add("ann", tea, 1).is_refused());
}

BOOST_AUTO_TEST_CASE(a_product_whose_answer_was_lost_is_shown_when_the_store_is_back) {
  script->commits_to_doubt = 1;
  auto asked = ask(staff->catalog.handle(), create_product{{"cup", {250}}});
  BOOST_TEST((asked.code() == errc::unavailable));
  pass(1s);
  BOOST_TEST(find(2)->fields.name == "cup");
}

BOOST_AUTO_TEST_CASE(a_change_whose_answer_was_lost_is_shown_when_the_store_is_back) {
  script->commits_to_doubt = 1;
  update_product command{tea};
  command.price = money{120};
  BOOST_TEST((ask(staff->catalog.handle(), command).code() == errc::unavailable));
  pass(1s);
  BOOST_TEST(find(tea)->fields.price.minor == 120);
}

BOOST_AUTO_TEST_CASE(an_order_stored_while_the_catalog_is_reloaded_lowers_its_stock) {
  auto ordered = start_checkout("ann");
  run_without(staff->orders.target());
  strike(staff->catalog.target());
  run_without(staff->orders.target(), staff->store.target());
  run_without(staff->orders.target(), supervising);
  run_without(supervising);
  BOOST_TEST(!ordered.is_refused());
  run();
  BOOST_TEST(*find(tea)->fields.stock == 3);
}

BOOST_AUTO_TEST_CASE(an_order_whose_orders_and_hold_are_lost_lowers_the_stock) {
  auto ordered = start_checkout("ann");
  run_without(staff->orders.target());
  strike(staff->catalog.target());
  run_without(staff->orders.target());
  run_without(staff->store.target());
  auto orders = staff->orders.target();
  run_without(staff->store.target(), orders);
  strike(orders);
  run();
  BOOST_TEST(ordered.reply().order->id == 1);
  BOOST_TEST(*find(tea)->fields.stock == *script->find(tea)->fields.stock);
}

BOOST_AUTO_TEST_CASE(a_line_added_while_carts_ended_is_not_missed) {
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(staff->catalog.target());
  strike(staff->carts.target());
  run_without(staff->catalog.target());
  auto seen = start(carts(), view_cart{"ann"});
  run_without(staff->catalog.target());
  run();
  BOOST_TEST(added.is_answered());
  BOOST_TEST(!seen.is_refused());
  auto stored = script->rows.load_cart("ann").lines;
  BOOST_TEST(view("ann").lines.front().quantity == stored.front().quantity);
}

BOOST_AUTO_TEST_CASE(a_checkout_whose_carts_ended_is_not_sold_behind_the_next_one_s_back) {
  auto ordered = start_checkout("ann");
  run_without(staff->catalog.target());
  strike(staff->carts.target());
  run_without(staff->catalog.target());
  auto seen = start(carts(), view_cart{"ann"});
  run();
  BOOST_TEST((ordered.code() == errc::unavailable));
  BOOST_TEST((seen.reply().cart.lines.front().quantity == 2));
  BOOST_TEST(script->rows.load_cart("ann").lines.size() == 1U);
  pass(3 * hold_doubted_after);
  BOOST_TEST(check_out("ann").reply().order->id == 1);
}

BOOST_AUTO_TEST_CASE(an_order_on_its_way_when_its_cart_ends_leaves_no_line_behind) {
  auto ordered = start_checkout("ann");
  run_without(staff->store.target());
  strike(cart_of("ann"));
  run_without(staff->store.target());
  BOOST_TEST((ordered.code() == errc::unavailable));
  auto seen = start(carts(), view_cart{"ann"});
  run_without(staff->store.target());
  run();
  BOOST_TEST(script->rows.load_cart("ann").lines.empty());
  BOOST_TEST(view("ann").lines.empty());
  BOOST_TEST(seen.reply().cart.lines.empty());
}

BOOST_AUTO_TEST_CASE(an_actor_that_ends_before_it_is_watched_is_missed_by_nobody) {
  shop_fixture early;
  for (auto& target : {early.staff->store.target(), early.staff->catalog.target(),
                       early.staff->orders.target(), early.staff->carts.target()})
    early.strike(target);
  early.run_without(early.supervising);
  early.run();
  early.pass(1s);
  BOOST_TEST(early.restarts() == 4U);
  BOOST_TEST(early.create("tea", 100) == 1);
  BOOST_TEST(!early.add("ann", 1, 1).is_refused());
}

BOOST_AUTO_TEST_SUITE_END()
