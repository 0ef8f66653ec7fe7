#include "test/storage/checked_shop.hpp"

#include <boost/test/unit_test.hpp>

namespace checks {

using namespace souk;

} // namespace checks

BOOST_FIXTURE_TEST_SUITE(checks, souk::test::checked_shop)

BOOST_AUTO_TEST_CASE(a_sound_shop_breaks_no_rule) {
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_CASE(an_order_whose_total_is_wrong_is_found) {
  check_found("update orders set total = 451 where id = 1", "the total of an order");
}

BOOST_AUTO_TEST_CASE(a_line_whose_total_is_wrong_is_found) {
  check_found("update order_lines set line_total = 1 where order_id = 1", "price times");
}

BOOST_AUTO_TEST_CASE(an_order_that_was_lost_is_found) {
  check_found("delete from order_lines where order_id = 1; delete from orders where id = 1",
              "ids of orders");
}

BOOST_AUTO_TEST_CASE(a_product_that_was_lost_is_found) {
  check_found("update products set id = 99 where id = 2", "ids of products");
}

BOOST_AUTO_TEST_CASE(a_movement_that_was_lost_is_found) {
  check_found("update movements set sequence = 99 where product_id = 1 and sequence = 2",
              "movements are counted");
}

BOOST_AUTO_TEST_CASE(an_order_without_lines_is_found) {
  check_found("delete from order_lines where order_id = 1", "the total of an order");
}

BOOST_AUTO_TEST_CASE(stock_that_nobody_moved_is_found) {
  check_found("update products set stock = 8 where id = 1", "stock is what");
}

BOOST_AUTO_TEST_CASE(a_sale_without_its_movement_is_found) {
  check_found("update movements set quantity = -1 where kind = 'sold'", "has its movement");
}

BOOST_AUTO_TEST_CASE(stock_given_back_for_an_order_that_is_not_canceled_is_found) {
  check_found("update orders set status = 'placed' where id = 2", "only a canceled order");
}

BOOST_AUTO_TEST_CASE(an_event_that_was_lost_is_found) {
  check_found("delete from events where id = 3", "ids of events have no gaps");
  check_found("delete from events where entity = 'order'", "every order has its event");
}

BOOST_AUTO_TEST_CASE(two_events_in_one_place_are_found) {
  // Of the first three of the cart, the second goes to the first.
  check_found("update events set sequence = 1 where entity = 'cart' and sequence = 2",
              "counted without gaps");
}

BOOST_AUTO_TEST_CASE(a_change_of_a_cart_without_event_is_found) {
  check_found("update carts set version = 99", "every change of a cart");
}

BOOST_AUTO_TEST_CASE(prices_in_two_currencies_are_found) {
  check_found("update products set currency = 'EUR' where id = 2", "all prices have one currency");
}

BOOST_AUTO_TEST_CASE(a_reference_to_nothing_is_found) {
  check_found("update order_lines set product_id = 77 where product_id = 2", "every reference");
}

BOOST_AUTO_TEST_CASE(two_keys_of_one_order_are_found) {
  check_found("insert into kept_keys select scope, 'other', fingerprint, answer, kept_at "
              "from kept_keys where key = 'k1'",
              "an order comes from one key");
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_read_is_found) {
  check_found("update kept_keys set answer = 'nonsense'", "a key has an answer");
}

BOOST_AUTO_TEST_CASE(an_order_in_a_status_that_there_is_not_is_found) {
  check_found("update orders set status = 'shipped' where id = 1", "placed or canceled");
}

BOOST_AUTO_TEST_CASE(a_sale_of_no_line_is_found) {
  check_found("update order_lines set counted = 0 where order_id = 1", "are sold for a line");
  check_found("insert into movements values (1, 9, 'sold', -1, null, '', 0)",
              "are sold for a line");
}

BOOST_AUTO_TEST_CASE(units_that_were_given_back_twice_are_found) {
  check_found("insert into movements select product_id, 9, kind, quantity, order_id, '', 0 "
              "from movements where kind = 'released'",
              "no more than it took");
}

BOOST_AUTO_TEST_CASE(an_order_that_changed_hands_is_found) {
  check_found("update orders set user_id = 'eve' where id = 1", "events of an order");
}

BOOST_AUTO_TEST_CASE(a_change_of_a_product_without_an_event_is_found) {
  check_found("update products set version = 7 where id = 1", "change of a product");
}

BOOST_AUTO_TEST_CASE(a_line_that_nobody_put_into_a_cart_is_found) {
  check_found("insert into cart_lines values ('ann', 1, 99, 1, 100, 'USD', 1)", "line of a cart");
  check_found("update cart_lines set currency = 'EUR'", "one currency");
}

BOOST_AUTO_TEST_CASE(an_index_that_is_gone_is_found) {
  check_only("drop index orders_of_user", "tables and indexes");
}

BOOST_AUTO_TEST_CASE(an_index_that_keeps_nothing_unique_any_more_is_found) {
  check_only("drop index events_that_are_counted; "
             "create index events_that_are_counted on events (entity, entity_id, sequence)",
             "tables and indexes");
}

BOOST_AUTO_TEST_CASE(an_index_that_somebody_added_breaks_no_rule) {
  change("create index mine on orders (created_at)");
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_CASE(a_canceled_order_that_gave_nothing_back_is_found) {
  check_only("delete from movements where kind = 'released'; "
             "update movements set sequence = sequence - 1 where kind = 'adjusted'; "
             "update products set stock = stock - 2, stock_version = stock_version - 1 "
             "where id = 1",
             "a canceled order has given back");
}

BOOST_AUTO_TEST_CASE(stock_that_was_no_longer_counted_need_not_come_back) {
  open();
  tell(update_product{1, {}, {}, {}, stock_setting{}});
  tell(save_cancel{"ann", 1, {}});
  tell(update_product{1, {}, {}, {}, stock_setting{5}});
  close();
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_CASE(what_is_found_in_a_damaged_file_is_not_lost) {
  change("update orders set total = 451 where id = 1");
  damage("events");
  const auto found = broken();
  BOOST_TEST(found.front() == "the file is whole");
  BOOST_TEST(has(found, "the total of an order"));
  BOOST_TEST(has(found, "details of an event"));
  BOOST_TEST(!has(found, "all prices have one currency"));
}

BOOST_AUTO_TEST_CASE(each_damage_of_a_file_has_a_line) {
  damage("events");
  const auto whole = check_shop(file()).front();
  BOOST_REQUIRE(whole.examples.size() > 1u);
  for (auto& each : whole.examples)
    BOOST_TEST(each.find('\n') == std::string::npos, each);
  BOOST_TEST(whole.examples.front().starts_with("On tree page"), whole.examples.front());
}

BOOST_AUTO_TEST_CASE(a_shop_whose_schema_is_damaged_has_a_file_that_is_not_whole) {
  damage("schema_migrations");
  const auto found = check_shop(file());
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found.front().broken > 0);
}

BOOST_AUTO_TEST_CASE(a_rule_that_cannot_be_computed_is_broken) {
  check_found("update products set stock = null; insert into movements values "
              "(2, 1, 'received', 9223372036854775807, null, '', 0), "
              "(2, 2, 'received', 1, null, '', 0)",
              "stock is what");
}

BOOST_AUTO_TEST_SUITE_END()
