#include "test/storage/checked_shop.hpp"

#include <boost/test/unit_test.hpp>

namespace check_events {

using namespace souk;

} // namespace check_events

BOOST_FIXTURE_TEST_SUITE(check_events, souk::test::checked_shop)

BOOST_AUTO_TEST_CASE(the_last_order_that_was_lost_is_found) {
  check_found("delete from order_lines where order_id = 2; delete from orders where id = 2",
              "an event of an order has its order");
}

BOOST_AUTO_TEST_CASE(an_event_of_no_order_is_found) {
  check_only("insert into events select max(id) + 1, 'order', '3', 1, 'placed', 'ann', "
             "'{\"total\":450}', 0 from events",
             "an event of an order has its order");
}

BOOST_AUTO_TEST_CASE(the_last_product_that_was_lost_is_found) {
  check_found("delete from products where id = 2", "an event of a product has its product");
}

BOOST_AUTO_TEST_CASE(a_cart_that_was_lost_is_found) {
  check_only(
    "delete from cart_lines where user_id = 'ben'; delete from carts where user_id = 'ben'; "
    "update events set details = '{\"product_id\":1,\"quantity\":0}' "
    "where entity_id = 'ben' and kind = 'line_added'",
    "an event of a cart has its cart");
}

BOOST_AUTO_TEST_CASE(details_that_are_no_json_are_found) {
  check_found("update events set details = '{\"total\"' where id = 1", "details of an event");
  check_found("update events set details = '7' where id = 1", "details of an event");
}

BOOST_AUTO_TEST_CASE(an_event_that_tells_another_total_is_found) {
  check_only("update events set details = replace(details, '\"total\":450', '\"total\":1') "
             "where kind = 'placed'",
             "an event of an order tells its total");
}

BOOST_AUTO_TEST_CASE(an_event_that_tells_other_lines_is_found) {
  check_only("update events set details = replace(details, '\"quantity\":2', '\"quantity\":3') "
             "where kind = 'placed'",
             "an event of an order tells its lines");
  check_only(
    "update events set details = replace(details, ',{\"product_id\":2,\"quantity\":1}', '') "
    "where kind = 'placed'",
    "an event of an order tells its lines");
}

BOOST_AUTO_TEST_CASE(a_cancelation_that_is_told_as_an_order_is_found) {
  check_only("update events set kind = 'placed' where kind = 'canceled'", "is placed before");
}

BOOST_AUTO_TEST_CASE(an_event_of_stock_that_was_lost_is_found) {
  // It is the last one.
  check_only("delete from events where kind = 'stock_moved'", "a movement that a seller made");
}

BOOST_AUTO_TEST_CASE(an_event_of_another_movement_is_found) {
  check_only("update events set details = replace(details, '-1', '-2') "
             "where kind = 'stock_moved'",
             "a movement that a seller made");
}

BOOST_AUTO_TEST_CASE(every_way_to_move_stock_is_sound) {
  open();
  tell(update_product{1, {}, {}, {}, stock_setting{7}});
  tell(update_product{1, {}, {}, {}, stock_setting{7}});
  tell(update_product{2, {}, {}, {}, stock_setting{7}});
  // As a seller may write what souk itself does for a new figure.
  tell(save_movement{1, movement_kind::adjusted, 2, "product changed"});
  tell(save_movement{2, movement_kind::received, 5, ""});
  close();
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_CASE(a_cart_that_holds_what_nobody_added_is_found) {
  check_only("update cart_lines set quantity = 9000 where user_id = 'ben'", "a cart holds");
}

BOOST_AUTO_TEST_CASE(a_line_of_a_cart_that_was_lost_is_found) {
  check_only("delete from cart_lines where user_id = 'ben'", "a cart holds");
}

BOOST_AUTO_TEST_CASE(lines_of_an_order_that_are_still_in_its_cart_are_found) {
  check_only("insert into cart_lines values ('ann', 1, 1, 2, 100, 'USD', 1)", "a cart holds");
}

BOOST_AUTO_TEST_CASE(units_added_beside_an_order_stay_in_the_cart) {
  open();
  tell(save_line{"ben", {2, 4, {250}, 1}});
  place order;
  order.draft = {
    {1, 2, 1}, "ben", {{1, "tea", {100}, 1, {100}}, {2, "cup", {250}, 4, {1000}}}, {1100}};
  tell(std::move(order));
  close();
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_CASE(two_carts_of_one_order_are_found) {
  check_only("update events set details = '{\"order_id\":1}' where kind = 'checked_out'",
             "an order left its cart once");
}

BOOST_AUTO_TEST_CASE(events_that_tell_less_as_those_of_old_are_sound) {
  change("update events set details = '{\"total\":450}' where entity = 'order'; "
         "update events set details = '{\"price\":100,\"version\":1}' where kind = 'created'");
  BOOST_TEST(broken().empty());
}

BOOST_AUTO_TEST_SUITE_END()
