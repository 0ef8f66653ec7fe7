#include "test/actors/shop_fixture.hpp"

namespace invalid_commands {

using namespace souk;

/// A shop with five pieces of tea; what has been stored since is counted.
struct invalid_command_fixture : test::shop_fixture {
  invalid_command_fixture() {
    tea = create("tea", 100, 5);
    stored_before = script->batches.size();
  }

  /// The command is refused, and nothing is stored.
  template <class Handle, class Command>
  void check_refused(const Handle& dest, Command command) {
    auto asked = ask(dest, std::move(command));
    BOOST_TEST((asked.code() == errc::invalid_command));
    BOOST_TEST(asked.why().lines.empty());
    BOOST_TEST(script->batches.size() == stored_before);
  }

  catalog_actor catalog() const { return staff->catalog.handle(); }
  orders_actor orders() const { return staff->orders.handle(); }
  feed_actor feed() const { return staff->store.handle(); }

  int64_t tea = 0;
  std::size_t stored_before = 0;
};

} // namespace invalid_commands

BOOST_FIXTURE_TEST_SUITE(invalid_commands, invalid_commands::invalid_command_fixture)

BOOST_AUTO_TEST_CASE(a_line_of_less_than_nothing_is_refused) {
  for (auto quantity : {-3, 0, quantity_max + 1})
    check_refused(carts(), add_line{"eve", tea, quantity});
  BOOST_TEST((check_out("eve").code() == errc::cart_empty));
  BOOST_TEST(*find(tea)->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(a_cart_in_memory_is_as_strict_as_one_that_is_not) {
  view("eve");
  BOOST_REQUIRE(cart_of("eve"));
  check_refused(carts(), add_line{"eve", tea, -3});
  check_refused(carts(), add_line{"eve", 0, 1});
  check_refused(carts(), add_line{"eve", tea, 1, "a key"});
  check_refused(carts(), checkout{"eve", money{-1}});
  BOOST_TEST(lines("eve").empty());
}

BOOST_AUTO_TEST_CASE(nobody_has_a_cart_without_a_user_id) {
  for (const std::string user : {"", "e\nve", "eve lee"}) {
    check_refused(carts(), add_line{user, tea, 1});
    check_refused(carts(), remove_line{user, tea});
    check_refused(carts(), view_cart{user});
    check_refused(carts(), checkout{user});
    BOOST_TEST(!cart_of(user));
  }
}

BOOST_AUTO_TEST_CASE(a_product_that_cannot_be_sold_is_not_created) {
  check_refused(catalog(), create_product{{"", {100}}});
  check_refused(catalog(), create_product{{"cup", {-5}}});
  check_refused(catalog(), create_product{{"cup", {100}, "", -5}});
  check_refused(catalog(), create_product{{"cup", {100}}, "a\nkey"});
  BOOST_TEST(create("cup", 100) == tea + 1);
}

BOOST_AUTO_TEST_CASE(a_product_is_not_changed_into_one_that_cannot_be_sold) {
  update_product change{tea};
  change.name = "";
  check_refused(catalog(), change);
  change = {tea};
  change.price = money{-5};
  check_refused(catalog(), change);
  change = {tea};
  change.stock = stock_setting{-5};
  check_refused(catalog(), change);
  BOOST_TEST(find(tea)->version == 1);
}

BOOST_AUTO_TEST_CASE(only_a_seller_s_movements_are_made) {
  check_refused(catalog(), move_stock{tea, movement_kind::sold, 1});
  check_refused(catalog(), move_stock{tea, movement_kind::received, -1});
  check_refused(catalog(), move_stock{tea, movement_kind::adjusted, -1});
  BOOST_TEST(*find(tea)->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(a_page_that_cannot_be_is_not_read) {
  check_refused(catalog(), list_products{0, 0});
  check_refused(catalog(), list_products{-1});
  check_refused(catalog(), get_stock{tea, 0});
  check_refused(catalog(), get_stock{tea, 1, -1});
  check_refused(orders(), list_orders{"eve", 1, -1});
  check_refused(orders(), list_orders{"eve", -1});
  check_refused(feed(), list_events{0, -1});
  check_refused(feed(), list_events{-1});
}

BOOST_AUTO_TEST_CASE(nobody_has_an_order_without_a_user_id) {
  check_refused(orders(), get_order{"", 1});
  check_refused(orders(), list_orders{"e\nve"});
  check_refused(orders(), cancel_order{"", 1});
  check_refused(orders(), cancel_order{"eve", 1, "a key"});
}

BOOST_AUTO_TEST_CASE(the_key_of_an_invalid_command_is_still_to_be_used) {
  check_refused(carts(), add_line{"eve", tea, -3, "k"});
  check_refused(carts(), checkout{"eve", money{-1}, "k"});
  check_refused(catalog(), create_product{{"", {100}}, "k"});
  check_refused(catalog(), move_stock{tea, movement_kind::received, 0, "", "k"});
  BOOST_TEST(!add("eve", tea, 3, "k").reply().replayed);
  BOOST_TEST(!check_out("eve", "k").reply().replayed);
  BOOST_TEST(!ask(catalog(), create_product{{"cup", {100}}, "k"}).reply().replayed);
  BOOST_TEST(
    !ask(catalog(), move_stock{tea, movement_kind::received, 1, "", "k"}).reply().replayed);
}

BOOST_AUTO_TEST_CASE(an_id_that_was_never_given_away_is_unknown) {
  for (int64_t id : {INT64_MIN, int64_t{-1}, int64_t{0}}) {
    BOOST_TEST((ask(catalog(), get_product{id}).code() == errc::product_unknown));
    BOOST_TEST((ask(catalog(), get_stock{id}).code() == errc::product_unknown));
    BOOST_TEST((ask(catalog(), update_product{id}).code() == errc::product_unknown));
    BOOST_TEST((ask(catalog(), archive_product{id}).code() == errc::product_unknown));
    BOOST_TEST((ask(carts(), remove_line{"eve", id}).code() == errc::line_unknown));
    BOOST_TEST((ask(orders(), get_order{"eve", id}).code() == errc::order_unknown));
    BOOST_TEST((ask(orders(), cancel_order{"eve", id}).code() == errc::order_unknown));
  }
}

BOOST_AUTO_TEST_SUITE_END()
