#include "test/actors/store_fixture.hpp"

namespace store_actors {

using namespace souk;
using sizes = std::vector<std::size_t>;

} // namespace store_actors

BOOST_FIXTURE_TEST_SUITE(store_actors, souk::test::store_fixture)

BOOST_AUTO_TEST_CASE(a_write_is_answered_when_it_is_durable) {
  auto asked = start(store, selling("tea"));
  run_steps(1);
  BOOST_TEST(!asked.is_answered());
  BOOST_TEST(script->batches.empty());
  run();
  BOOST_TEST(asked.reply().product->fields.name == "tea");
  BOOST_TEST((script->rows.load_catalog().front() == asked.reply().product));
}

BOOST_AUTO_TEST_CASE(a_write_is_stored_with_the_time_of_its_commit) {
  auto asked = start(store, selling("tea"));
  run_steps(1);
  now += std::chrono::seconds{7};
  run();
  BOOST_TEST((asked.reply().product->created_at == now));
}

BOOST_AUTO_TEST_CASE(writes_that_come_before_the_flush_are_one_batch) {
  std::vector<test::question<product_reply>> asked;
  for (auto name : {"tea", "cup", "pot", "jam", "bun"})
    asked.push_back(start(store, selling(name)));
  run();
  BOOST_TEST(script->batches == sizes{5});
  for (std::size_t i = 0; i < asked.size(); ++i)
    BOOST_TEST(asked[i].reply().product->id == static_cast<int64_t>(i) + 1);
}

BOOST_AUTO_TEST_CASE(a_write_is_committed_at_once_where_batches_gain_nothing) {
  script->commit_interval = {};
  auto asked = start(store, selling("tea"));
  run_steps(1);
  BOOST_TEST(script->batches == sizes{1});
  run();
  BOOST_TEST(asked.reply().product->fields.name == "tea");
}

BOOST_AUTO_TEST_CASE(writes_that_come_behind_the_flush_are_the_next_batch) {
  start(store, selling("tea"));
  run_steps(1);
  for (auto name : {"cup", "pot"})
    start(store, selling(name));
  run();
  BOOST_TEST(script->batches == (sizes{1, 2}));
}

BOOST_AUTO_TEST_CASE(a_cart_that_no_gathered_write_changes_is_loaded_at_once) {
  stock_and_add(5, 2);
  auto added = start(store, save_line{"bob", {1, 1, {100}, 1}});
  auto loaded = start(store, load_cart{"ann"});
  run_steps(2);
  BOOST_TEST(loaded.reply().lines.size() == 1);
  BOOST_TEST(!added.is_answered());
  run();
}

BOOST_AUTO_TEST_CASE(a_cart_that_a_gathered_write_changes_is_loaded_behind_it) {
  stock_and_add(5, 2);
  auto placed = start(store, ordering(2));
  auto loaded = start(store, load_cart{"ann"});
  run_steps(2);
  BOOST_TEST(!loaded.is_answered());
  run();
  BOOST_TEST(loaded.reply().lines.empty());
  BOOST_TEST(!placed.is_refused());
}

BOOST_AUTO_TEST_CASE(a_flush_without_writes_commits_nothing) {
  caf::anon_send(store, flush{});
  run();
  BOOST_TEST(script->batches.empty());
}

BOOST_AUTO_TEST_CASE(each_write_of_a_batch_has_its_own_answer) {
  auto first = start(store, selling("tea"));
  auto second = start(store, archive_product{99});
  auto third = start(store, selling("cup"));
  run();
  BOOST_TEST(script->batches == sizes{3});
  BOOST_TEST(first.reply().product->id == 1);
  BOOST_TEST((second.code() == errc::product_unknown));
  BOOST_TEST(third.reply().product->id == 2);
}

BOOST_AUTO_TEST_CASE(a_refusal_says_what_it_needs_to) {
  stock_and_add(2, 3);
  refusal short_of_tea{errc::out_of_stock, {{1, 3, 2}}};
  BOOST_TEST((ask(store, ordering(3)).why() == short_of_tea));
}

BOOST_AUTO_TEST_CASE(every_kind_of_write_has_its_reply) {
  BOOST_TEST(ask(store, selling("tea", 5)).reply().product->version == 1);
  BOOST_TEST(ask(store, update_product{1, std::string{"coffee"}}).reply()->fields.name == "coffee");
  BOOST_TEST(!ask(store, adding(2)).reply().replayed);
  auto placed = ask(store, ordering(1)).reply();
  BOOST_TEST(placed.order->id == 1);
  BOOST_TEST((placed.levels == std::vector<stock_level>{{1, 4, 2}}));
  BOOST_TEST(!ask(store, drop_line{"ann", 1}).reply().replayed);
  BOOST_TEST(!ask(store, keep_refusal{{"s", "k", "f"}, {errc::cart_empty}}).reply().order);
  BOOST_TEST(ask(store, archive_product{1}).reply()->archived);
}

BOOST_AUTO_TEST_CASE(a_read_sees_the_writes_before_it) {
  stock_and_add(5, 2);
  auto written = start(store, ordering(2));
  auto catalog = start(store, load_catalog{});
  auto cart = start(store, load_cart{"ann"});
  auto checkout = start(store, find_checkout{{1, 1, 1}});
  auto order = start(store, get_order{"ann", 1});
  auto orders = start(store, list_orders{"ann"});
  run_steps(2);
  // A commit for each of the reads would keep batches small.
  BOOST_TEST(!catalog.is_answered());
  run();
  BOOST_TEST(written.is_answered());
  BOOST_TEST(*catalog.reply().products.front()->fields.stock == 3);
  BOOST_TEST(cart.reply().lines.empty());
  BOOST_TEST((checkout.reply().order == written.reply().order));
  BOOST_TEST((order.reply() == written.reply().order));
  BOOST_TEST(orders.reply().orders.size() == 1U);
  BOOST_TEST(script->batches == sizes{1});
}

BOOST_AUTO_TEST_CASE(a_read_does_not_see_the_writes_behind_it) {
  auto read = start(store, load_catalog{});
  start(store, selling("tea"));
  run();
  BOOST_TEST(read.reply().products.empty());
}

BOOST_AUTO_TEST_CASE(an_order_is_for_its_own_user_only) {
  stock_and_add(5, 2);
  ask(store, ordering(2));
  BOOST_TEST((ask(store, get_order{"bob", 1}).code() == errc::order_unknown));
  BOOST_TEST((ask(store, get_order{"ann", 2}).code() == errc::order_unknown));
}

BOOST_AUTO_TEST_CASE(a_commit_that_fails_refuses_every_asker_and_ends_store) {
  script->commits_to_refuse = 1;
  auto first = start(store, selling("tea"));
  auto second = start(store, archive_product{1});
  run_steps(2);
  auto behind = start(store, load_catalog{});
  run();
  BOOST_TEST((first.code() == errc::unavailable));
  BOOST_TEST((second.code() == errc::unavailable));
  BOOST_TEST((behind.code() == errc::unavailable));
  BOOST_TEST((ask(store, load_catalog{}).code() == errc::unavailable));
  BOOST_TEST(script->rows.load_catalog().empty());
}

BOOST_AUTO_TEST_CASE(a_commit_in_doubt_refuses_though_it_may_have_had_its_effect) {
  script->commits_to_doubt = 1;
  BOOST_TEST((ask(store, selling("tea")).code() == errc::unavailable));
  BOOST_TEST(script->rows.load_catalog().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_commit_that_fails_for_a_read_refuses_the_reader_too) {
  script->commits_to_refuse = 1;
  auto written = start(store, selling("tea"));
  auto read = start(store, load_catalog{});
  run();
  BOOST_TEST((written.code() == errc::unavailable));
  BOOST_TEST((read.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(a_read_that_fails_leaves_the_writes_before_it_alone) {
  script->reads_to_refuse = 1;
  auto written = start(store, selling("tea"));
  auto read = start(store, load_catalog{});
  run();
  BOOST_TEST(written.reply().product->id == 1);
  BOOST_TEST((read.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_is_told_of_before_anybody_is_answered) {
  script->is_disk_failing = true;
  std::string told;
  test::question<product_reply> asked;
  store_settings settings{clock()};
  settings.on_failure = [&](const std::string& why) {
    BOOST_TEST(!asked.is_answered());
    told = why;
  };
  auto failing =
    system.spawn(souk::store, std::make_shared<test::scripted_database>(script), settings);
  asked = start(failing, selling("tea"));
  run();
  BOOST_TEST(told == "the disk is gone for good, says the test");
  BOOST_TEST((asked.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(the_database_is_maintained_when_everybody_is_answered) {
  auto written = start(store, selling("tea"));
  auto read = start(store, load_catalog{});
  int times = 0;
  script->on_maintain = [&] {
    ++times;
    BOOST_TEST(written.is_answered());
    BOOST_TEST(read.is_answered());
  };
  run();
  BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_between_writes_is_told_of) {
  int times_told = 0;
  store_settings settings{clock()};
  settings.on_failure = [&](const std::string&) { ++times_told; };
  script->on_maintain = [] { throw storage_failed{"the disk is gone, says the test"}; };
  auto failing =
    system.spawn(souk::store, std::make_shared<test::scripted_database>(script), settings);
  BOOST_TEST(ask(failing, selling("tea")).reply().product->id == 1);
  BOOST_TEST(times_told == 1);
  BOOST_TEST(settings.counters->has_failed);
  auto next =
    system.spawn(souk::store, std::make_shared<test::scripted_database>(script), settings);
  BOOST_TEST((ask(next, selling("cup")).code() == errc::storage_failed));
  BOOST_TEST(times_told == 1);
  kill(next);
}

BOOST_AUTO_TEST_CASE(commits_are_counted) {
  store_settings settings{clock()};
  auto counting =
    system.spawn(souk::store, std::make_shared<test::scripted_database>(script), settings);
  ask(counting, selling("tea"));
  start(counting, selling("cup"));
  ask(counting, selling("pot"));
  BOOST_TEST(settings.counters->batches == 2U);
  BOOST_TEST(settings.counters->writes == 3U);
  BOOST_TEST(settings.counters->largest_batch == 2U);
  kill(counting);
}

BOOST_AUTO_TEST_CASE(whoever_waits_for_a_killed_store_is_refused) {
  auto gathered = start(store, selling("tea"));
  kill(store);
  auto behind = start(store, selling("cup"));
  run();
  BOOST_TEST((gathered.code() == errc::unavailable));
  BOOST_TEST((behind.code() == errc::unavailable));
  BOOST_TEST(script->batches.empty());
}

BOOST_AUTO_TEST_SUITE_END()
