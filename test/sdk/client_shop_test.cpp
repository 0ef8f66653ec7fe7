// Each method of the client against a whole shop in this process.

#include "test/sdk/refusal.hpp"
#include "test/sdk/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <set>

BOOST_FIXTURE_TEST_SUITE(sdk_client_shop, souk::test::shop_fixture)

namespace {

using namespace std::chrono_literals;
using namespace souk::test;
using souk::sdk::amount;

} // namespace

BOOST_AUTO_TEST_CASE(a_shop_says_that_it_is_open) {
  auto report = seller.health();
  BOOST_TEST(report.status == "ok");
  BOOST_TEST(!report.version.empty());
  BOOST_TEST((report.uptime >= 0s));
  BOOST_TEST(report.restarts == 0);
  make("Lamp", 1999);
  auto store = seller.health().store;
  BOOST_TEST(store.batches > report.store.batches);
  BOOST_TEST(store.writes >= store.batches);
  BOOST_TEST(store.largest_batch >= 1);
  BOOST_TEST((store.mean_commit >= 0us));
}

BOOST_AUTO_TEST_CASE(a_product_is_stored_with_every_field) {
  auto made = seller.create_product({"Lämp \"1\"", {1999}, "two\nlines", 3, "L-1", "light"});
  BOOST_TEST(made.id > 0);
  BOOST_TEST(made.name == "Lämp \"1\"");
  BOOST_TEST((made.price == amount{1999, "USD"}));
  BOOST_TEST(made.description == "two\nlines");
  BOOST_TEST((made.stock == 3));
  BOOST_TEST(made.sku == "L-1");
  BOOST_TEST(made.category == "light");
  BOOST_TEST(made.version == 1);
  BOOST_TEST((made.created_at > souk::sdk::time_point{}));
  BOOST_TEST((seller.get_product(made.id) == made));
}

BOOST_AUTO_TEST_CASE(an_invalid_product_is_refused_with_all_its_faults) {
  auto err = refusal_of([this] { make("", -1, -5); });
  BOOST_TEST(err.status() == 422);
  BOOST_TEST(err.code() == "invalid_request");
  BOOST_TEST(!err.request_id().empty());
  std::vector<std::string> pointers;
  std::ranges::transform(err.errors(), std::back_inserter(pointers),
                         &souk::sdk::field_error::pointer);
  std::vector<std::string> expected{"/name", "/price", "/stock"};
  BOOST_TEST(pointers == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_amount_in_another_currency_is_not_taken_for_the_shops) {
  const amount euros{1999, "EUR"};
  auto err = refusal_of([&] { seller.create_product({.name = "Lamp", .price = euros}); });
  BOOST_TEST(err.status() == 422);
  BOOST_TEST(err.code() == "currency_mismatch");
  auto lamp = make("Lamp", 1999);
  BOOST_TEST(refusal_of([&] { seller.update_product(lamp.id, {.price = euros}); }).code()
             == "currency_mismatch");
  BOOST_TEST((seller.get_product(lamp.id) == lamp));
  ann.add_to_cart(lamp.id);
  auto changed = refusal_of([&] { ann.checkout(euros); });
  BOOST_TEST(changed.code() == "total_changed");
  BOOST_TEST((changed.total() == amount{1999}));
  BOOST_TEST((ann.checkout(amount{1999, ""}).total == amount{1999}));
}

BOOST_AUTO_TEST_CASE(a_product_is_created_once_per_key) {
  auto key = souk::client::new_key();
  auto first = seller.create_product({.name = "Lamp", .price = {1999}}, key);
  auto again = seller.create_product({.name = "Lamp", .price = {1999}}, key);
  BOOST_TEST((first == again));
  auto err = refusal_of([&] { seller.create_product({.name = "Desk", .price = {1}}, key); });
  BOOST_TEST(err.code() == "idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(a_key_is_told_from_the_same_in_quotes) {
  const std::vector<std::string> keys{
    "order-7", "\"order-7\"",         "\"order-7", "order-7\"",
    "\"",      std::string(255, '"'), "\"\\\"",    '"' + std::string(254, '\\')};
  auto create = [this](const std::string& key) {
    return seller.create_product({.name = "Lamp", .price = {1999}}, key).id;
  };
  std::vector<std::int64_t> first, second;
  std::ranges::transform(keys, std::back_inserter(first), create);
  std::ranges::transform(keys, std::back_inserter(second), create);
  BOOST_TEST(first == second, boost::test_tools::per_element());
  BOOST_TEST((std::set<std::int64_t>{first.begin(), first.end()}.size() == keys.size()));
}

BOOST_AUTO_TEST_CASE(changes_keep_the_other_fields) {
  auto made = seller.create_product({"Lamp", {1999}, "bright", 3, "L-1", "light"});
  auto cheaper = seller.update_product(made.id, {.price = amount{1550}});
  BOOST_TEST((cheaper.price == amount{1550}));
  BOOST_TEST(cheaper.description == "bright");
  BOOST_TEST(cheaper.version > made.version);
  auto bare = seller.update_product(
    made.id, {.description = "", .stock = souk::sdk::stock_setting{}, .sku = "", .category = ""});
  BOOST_TEST(bare.description == "");
  BOOST_TEST(!bare.stock.has_value());
  BOOST_TEST(bare.sku == "");
  BOOST_TEST(bare.category == "");
  BOOST_TEST(bare.name == "Lamp");
}

BOOST_AUTO_TEST_CASE(products_are_listed_page_by_page) {
  std::vector<std::int64_t> made;
  made.reserve(205);
  for (int i = 0; i < 205; ++i)
    made.push_back(make("Lamp", 100 + i).id);
  auto first = seller.list_products(2);
  BOOST_TEST(ids_of(first.values) == (std::vector{made[0], made[1]}),
             boost::test_tools::per_element());
  auto second = seller.list_products(2, first.next);
  BOOST_TEST(second.values.at(0).id == made[2]);
  BOOST_TEST(ids_of(seller.products()) == made, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_deleted_product_is_unknown) {
  auto id = make("Lamp", 1999).id;
  seller.delete_product(id);
  BOOST_TEST(refusal_of([&] { seller.get_product(id); }).code() == "product_unknown");
  BOOST_TEST(refusal_of([&] { seller.delete_product(id); }).status() == 404);
  BOOST_TEST(refusal_of([&] { seller.update_product(id, {.name = "x"}); }).status() == 404);
  BOOST_TEST(refusal_of([&] { ann.add_to_cart(id); }).code() == "product_unknown");
}

BOOST_AUTO_TEST_CASE(a_cart_sums_its_lines) {
  auto lamp = make("Lamp", 1999), pen = make("Pen", 7);
  ann.add_to_cart(lamp.id);
  ann.add_to_cart(pen.id, 100);
  auto cart = ann.add_to_cart(lamp.id, 2);
  BOOST_TEST(cart.user_id == "ann");
  BOOST_REQUIRE(cart.lines.size() == 2u);
  BOOST_TEST((cart.lines[0] == souk::sdk::cart_line{lamp.id, 3, "Lamp", {1999}, {5997}, true}));
  BOOST_TEST((cart.total == amount{6697}));
  BOOST_TEST((ann.get_cart() == cart));
  auto smaller = ann.remove_from_cart(lamp.id);
  BOOST_TEST((smaller.total == amount{700}));
  BOOST_TEST(refusal_of([&] { ann.remove_from_cart(lamp.id); }).code() == "line_unknown");
}

BOOST_AUTO_TEST_CASE(an_add_counts_once_per_key) {
  auto lamp = make("Lamp", 1999);
  BOOST_TEST(!ann.add_to_cart(lamp.id, 2, "k").replayed);
  auto again = ann.add_to_cart(lamp.id, 2, "k");
  BOOST_TEST(again.replayed);
  BOOST_TEST(again.lines.at(0).quantity == 2);
  BOOST_TEST(ann.get_cart().lines.at(0).quantity == 2);
}

BOOST_AUTO_TEST_CASE(a_cart_warns_of_changes) {
  auto lamp = make("Lamp", 1000, 1);
  ann.add_to_cart(lamp.id, 2);
  seller.update_product(lamp.id, {.price = amount{1250}});
  auto warnings = ann.get_cart().warnings;
  BOOST_REQUIRE(warnings.size() == 2u);
  for (const auto& warning : warnings) {
    BOOST_TEST(warning.product_id == lamp.id);
    if (warning.code == "price_changed")
      BOOST_TEST((warning.was == amount{1000} && warning.now == amount{1250}));
    else
      BOOST_TEST((warning.code == "not_enough_stock" && warning.available == 1));
  }
}

BOOST_AUTO_TEST_CASE(a_checkout_turns_the_cart_into_an_order) {
  auto lamp = make("Lamp", 1999, 5);
  ann.add_to_cart(lamp.id, 2);
  auto order = ann.checkout(amount{3998});
  BOOST_TEST(order.user_id == "ann");
  BOOST_TEST(order.status == "placed");
  BOOST_TEST(!order.replayed);
  BOOST_TEST(
    (order.lines == std::vector<souk::sdk::order_line>{{lamp.id, "Lamp", {1999}, 2, {3998}}}));
  BOOST_TEST((order.total == amount{3998}));
  BOOST_TEST(ann.get_cart().lines.empty());
  BOOST_TEST((seller.get_product(lamp.id).stock == 3));
  BOOST_TEST((ann.get_order(order.id) == order));
}

BOOST_AUTO_TEST_CASE(a_checkout_happens_once_per_key) {
  ann.add_to_cart(make("Lamp", 1999).id);
  auto key = souk::client::new_key();
  auto order = ann.checkout({}, key);
  auto again = ann.checkout({}, key);
  BOOST_TEST(again.replayed);
  BOOST_TEST(again.id == order.id);
  BOOST_TEST(ids_of(ann.orders()).size() == 1u);
}

BOOST_AUTO_TEST_CASE(refused_checkouts_say_why) {
  BOOST_TEST(refusal_of([&] { ann.checkout(); }).code() == "cart_empty");
  auto lamp = make("Lamp", 1999, 2);
  ann.add_to_cart(lamp.id, 3);
  auto changed = refusal_of([&] { ann.checkout(amount{1}); });
  BOOST_TEST(changed.code() == "total_changed");
  BOOST_TEST((changed.total() == amount{5997}));
  auto sold_out = refusal_of([&] { ann.checkout(); });
  BOOST_TEST(sold_out.code() == "out_of_stock");
  BOOST_TEST((sold_out.lines() == std::vector<souk::sdk::short_line>{{lamp.id, 3, 2}}));
  seller.delete_product(lamp.id);
  BOOST_TEST(refusal_of([&] { ann.checkout(); }).code() == "items_unavailable");
  BOOST_TEST(!ann.get_cart().lines.at(0).available);
}

BOOST_AUTO_TEST_CASE(orders_are_listed_newest_first) {
  auto lamp = make("Lamp", 1999);
  std::vector<std::int64_t> placed;
  for (int i = 0; i < 103; ++i) {
    ann.add_to_cart(lamp.id);
    placed.insert(placed.begin(), ann.checkout().id);
  }
  auto first = ann.list_orders(2);
  BOOST_TEST(ids_of(first.values) == (std::vector{placed[0], placed[1]}),
             boost::test_tools::per_element());
  BOOST_TEST(ann.list_orders(2, first.next).values.at(0).id == placed[2]);
  BOOST_TEST(ids_of(ann.orders()) == placed, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(users_see_nothing_of_each_other) {
  ann.add_to_cart(make("Lamp", 1999).id);
  auto order = ann.checkout();
  auto bob = ann.as_user("bob");
  BOOST_TEST(bob.get_cart().lines.empty());
  BOOST_TEST(ids_of(bob.orders()).empty());
  BOOST_TEST(refusal_of([&] { bob.get_order(order.id); }).code() == "order_unknown");
  BOOST_TEST(refusal_of([&] { ann.as_user("no spaces").get_cart(); }).status() == 422);
}

BOOST_AUTO_TEST_SUITE_END()
