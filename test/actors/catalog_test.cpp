#include "actors/catalog.hpp"

#include "test/actors/catalog_fixture.hpp"

BOOST_FIXTURE_TEST_SUITE(catalog_actors, souk::test::catalog_fixture)

namespace {

using namespace souk;
using ids = std::vector<int64_t>;

constexpr currency euro{{'E', 'U', 'R'}};

update_product renaming(int64_t id, const std::string& name) {
  update_product command{id};
  command.name = name;
  return command;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_new_product_is_stored_and_shown) {
  auto made = ask(catalog, selling("tea", 5)).reply();
  BOOST_TEST(!made.replayed);
  BOOST_TEST(made.product->id == 1);
  BOOST_TEST(made.product->version == 1);
  BOOST_TEST((made.product->created_at == now));
  BOOST_TEST((made.product->fields == selling("tea", 5).fields));
  BOOST_TEST((find(1) == made.product));
  BOOST_TEST((script->find(1) == made.product));
}

BOOST_AUTO_TEST_CASE(a_new_product_is_shown_when_it_is_stored_and_not_before) {
  to_store.close();
  auto asked = ask(catalog, selling("tea"));
  BOOST_TEST(!asked.is_answered());
  BOOST_TEST(!is_shown(1));
  to_store.open();
  run();
  BOOST_TEST(asked.reply().product->id == 1);
  BOOST_TEST(is_shown(1));
}

BOOST_AUTO_TEST_CASE(products_are_listed_in_pages_by_id) {
  for (auto name : {"tea", "cup", "pot"})
    create(name);
  BOOST_TEST(list() == (ids{1, 2, 3}));
  auto page = ask(catalog, list_products{0, 2}).reply();
  BOOST_TEST(page->more);
  BOOST_TEST(page->products.size() == 2U);
  page = ask(catalog, list_products{2, 2}).reply();
  BOOST_TEST(!page->more);
  BOOST_TEST(page->products.front()->id == 3);
}

BOOST_AUTO_TEST_CASE(a_page_is_the_same_object_until_something_changes) {
  create("tea");
  auto page = ask(catalog, list_products{}).reply();
  BOOST_TEST((ask(catalog, list_products{}).reply() == page));
  create("cup");
  BOOST_TEST((ask(catalog, list_products{}).reply() != page));
}

BOOST_AUTO_TEST_CASE(an_update_changes_what_it_names_and_keeps_the_rest) {
  create("tea", 5);
  now += std::chrono::hours{1};
  update_product command{1};
  command.price = money{250};
  auto changed = ask(catalog, command).reply();
  BOOST_TEST(changed->fields.price.minor == 250);
  BOOST_TEST(changed->fields.name == "tea");
  BOOST_TEST(*changed->fields.stock == 5);
  BOOST_TEST(changed->version == 2);
  BOOST_TEST((changed->updated_at == now));
  BOOST_TEST((*find(1) == *changed));
}

BOOST_AUTO_TEST_CASE(an_update_sets_the_stock_or_ends_its_tracking) {
  create("tea", 5);
  update_product command{1};
  command.stock = stock_setting{9};
  BOOST_TEST(*ask(catalog, command).reply()->fields.stock == 9);
  command.stock = stock_setting{};
  BOOST_TEST(!ask(catalog, command).reply()->fields.stock);
}

BOOST_AUTO_TEST_CASE(an_archived_product_is_gone_for_buyers) {
  create("tea");
  create("cup");
  auto last = ask(catalog, archive_product{1}).reply();
  BOOST_TEST(last->archived);
  BOOST_TEST(last->fields.name == "tea");
  BOOST_TEST(!is_shown(1));
  BOOST_TEST(list() == ids{2});
  BOOST_TEST((ask(catalog, renaming(1, "x")).code() == errc::product_unknown));
  BOOST_TEST((ask(catalog, archive_product{1}).code() == errc::product_unknown));
}

BOOST_AUTO_TEST_CASE(an_id_that_was_never_given_away_is_unknown) {
  BOOST_TEST((ask(catalog, get_product{1}).code() == errc::product_unknown));
  BOOST_TEST((ask(catalog, renaming(1, "x")).code() == errc::product_unknown));
  BOOST_TEST((ask(catalog, archive_product{1}).code() == errc::product_unknown));
}

BOOST_AUTO_TEST_CASE(a_price_in_another_currency_is_refused_before_the_store) {
  create("tea");
  to_store.close();
  auto command = selling("cup");
  command.fields.price.unit = euro;
  BOOST_TEST((ask(catalog, command).code() == errc::currency_mismatch));
  update_product change{1};
  change.price = money{250, euro};
  BOOST_TEST((ask(catalog, change).code() == errc::currency_mismatch));
  BOOST_TEST(to_store.waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(a_repeated_key_replays_the_first_product) {
  auto first = ask(catalog, selling("tea", 5, "k")).reply();
  auto again = ask(catalog, selling("tea", 5, "k")).reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.product == first.product));
  BOOST_TEST(list() == ids{1});
}

BOOST_AUTO_TEST_CASE(a_replay_does_not_undo_what_came_since) {
  ask(catalog, selling("tea", 5, "k"));
  ask(catalog, renaming(1, "green tea"));
  BOOST_TEST(ask(catalog, selling("tea", 5, "k")).reply().product->fields.name == "tea");
  BOOST_TEST(find(1)->fields.name == "green tea");
  ask(catalog, archive_product{1});
  ask(catalog, selling("tea", 5, "k"));
  BOOST_TEST(!is_shown(1));
}

BOOST_AUTO_TEST_CASE(a_product_found_under_its_key_is_shown) {
  to_store.close();
  auto asked = ask(catalog, selling("tea", {}, "k"));
  commit<product_reply>(to_store.first<insert_product>());
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_store.open();
  BOOST_TEST(ask(catalog, selling("tea", {}, "k")).reply().replayed);
  BOOST_TEST(is_shown(1));
}

BOOST_AUTO_TEST_CASE(a_key_of_another_request_is_refused) {
  ask(catalog, selling("tea", 5, "k"));
  BOOST_TEST((ask(catalog, selling("tea", 6, "k")).code() == errc::idempotency_key_reused));
  BOOST_TEST((ask(catalog, selling("cup", 5, "k")).code() == errc::idempotency_key_reused));
}

BOOST_AUTO_TEST_CASE(a_key_that_is_being_worked_on_is_refused_until_it_is_done) {
  to_store.close();
  auto first = ask(catalog, selling("tea", 5, "k"));
  BOOST_TEST((ask(catalog, selling("tea", 5, "k")).code() == errc::request_in_progress));
  auto other = ask(catalog, selling("cup", 5, "another"));
  to_store.open();
  run();
  BOOST_TEST(first.reply().product->id == 1);
  BOOST_TEST(other.reply().product->id == 2);
  BOOST_TEST(ask(catalog, selling("tea", 5, "k")).reply().replayed);
}

BOOST_AUTO_TEST_CASE(a_key_is_free_again_when_its_request_failed) {
  to_store.close();
  auto asked = ask(catalog, selling("tea", 5, "k"));
  to_store.bounce_one();
  run();
  BOOST_TEST((asked.code() == errc::unavailable));
  to_store.open();
  BOOST_TEST(!ask(catalog, selling("tea", 5, "k")).reply().replayed);
}

BOOST_AUTO_TEST_CASE(without_a_key_every_request_is_another_product) {
  create("tea");
  create("tea");
  BOOST_TEST(list() == (ids{1, 2}));
}

BOOST_AUTO_TEST_CASE(an_answer_that_was_overtaken_does_not_bring_back_what_is_past) {
  create("tea");
  to_store.close();
  auto first = ask(catalog, renaming(1, "green tea"));
  auto second = ask(catalog, renaming(1, "black tea"));
  auto green = commit<product_ptr>(renaming(1, "green tea"));
  auto black = commit<product_ptr>(renaming(1, "black tea"));
  to_store.overtake();
  to_store.reply_to_one(black);
  run();
  to_store.reply_to_one(green);
  run();
  BOOST_TEST(second.reply()->fields.name == "black tea");
  BOOST_TEST(first.is_answered());
  BOOST_TEST((*find(1) == *black));
}

BOOST_AUTO_TEST_CASE(an_archived_product_does_not_come_back_by_an_answer_that_was_overtaken) {
  create("tea");
  to_store.close();
  ask(catalog, renaming(1, "green tea"));
  ask(catalog, archive_product{1});
  auto green = commit<product_ptr>(renaming(1, "green tea"));
  auto gone = commit<product_ptr>(archive_product{1});
  to_store.overtake();
  to_store.reply_to_one(gone);
  run();
  to_store.reply_to_one(green);
  run();
  BOOST_TEST(!is_shown(1));
}

BOOST_AUTO_TEST_CASE(without_a_store_products_are_read_and_not_changed) {
  create("tea");
  kill(store);
  run();
  BOOST_TEST((ask(catalog, selling("cup")).code() == errc::unavailable));
  BOOST_TEST((ask(catalog, renaming(1, "x")).code() == errc::unavailable));
  BOOST_TEST((ask(catalog, archive_product{1}).code() == errc::unavailable));
  BOOST_TEST(find(1)->fields.name == "tea");
  BOOST_TEST(list() == ids{1});
}

BOOST_AUTO_TEST_CASE(whoever_waits_for_a_killed_catalog_is_refused) {
  create("tea");
  to_store.close();
  auto created = ask(catalog, selling("cup"));
  auto changed = ask(catalog, renaming(1, "x"));
  kill(catalog);
  auto behind = start(catalog, get_product{1});
  run();
  BOOST_TEST((created.code() == errc::unavailable));
  BOOST_TEST((changed.code() == errc::unavailable));
  BOOST_TEST((behind.code() == errc::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
