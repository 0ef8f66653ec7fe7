// Stock, cancellations and events through the client, against a whole shop in this process.

#include "test/sdk/refusal.hpp"
#include "test/sdk/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <iterator>

BOOST_FIXTURE_TEST_SUITE(sdk_client_shop_stock, souk::test::shop_fixture)

namespace {

using namespace souk::test;
using souk::sdk::amount;

/// As in `product created`.
std::string kind_of(const souk::sdk::event& event) {
  return event.entity + " " + event.kind;
}

} // namespace

BOOST_AUTO_TEST_CASE(received_units_are_added_to_what_is_on_hand) {
  auto lamp = make("Lamp", 1999, 5);
  auto moved = seller.receive_stock(lamp.id, 3, "delivery 17");
  BOOST_TEST(moved.product_id == lamp.id);
  BOOST_TEST(moved.on_hand == 8);
  BOOST_TEST(moved.movement.sequence == 2);
  BOOST_TEST(moved.movement.type == "received");
  BOOST_TEST(moved.movement.quantity == 3);
  BOOST_TEST(!moved.movement.order_id.has_value());
  BOOST_TEST(moved.movement.reason == "delivery 17");
  BOOST_TEST((moved.movement.happened_at >= lamp.created_at));
  BOOST_TEST(seller.receive_stock(lamp.id, 1).movement.reason == "");
  BOOST_TEST((seller.get_product(lamp.id).stock == 9));
}

BOOST_AUTO_TEST_CASE(an_adjustment_counts_in_both_directions) {
  auto lamp = make("Lamp", 1999, 5);
  BOOST_TEST(seller.adjust_stock(lamp.id, -2, "2 \"broken\"").on_hand == 3);
  auto moved = seller.adjust_stock(lamp.id, 1, "one found");
  BOOST_TEST(moved.on_hand == 4);
  BOOST_TEST(moved.movement.type == "adjusted");
  BOOST_TEST(seller.get_stock(lamp.id).movements.at(1).reason == "2 \"broken\"");
}

BOOST_AUTO_TEST_CASE(a_stock_lists_what_led_to_it) {
  auto lamp = make("Lamp", 1999, 5);
  seller.receive_stock(lamp.id, 3);
  seller.adjust_stock(lamp.id, -1, "broken");
  ann.add_to_cart(lamp.id, 2);
  auto order = ann.checkout();
  auto stock = seller.get_stock(lamp.id);
  BOOST_TEST(stock.product_id == lamp.id);
  BOOST_TEST((stock.on_hand == 5));
  BOOST_TEST(stock.reserved == 0);
  BOOST_TEST((stock.available == 5));
  BOOST_TEST(!stock.next.has_value());
  BOOST_REQUIRE(stock.movements.size() == 4u);
  auto& sold = stock.movements[0];
  BOOST_TEST(sold.type == "sold");
  BOOST_TEST(sold.quantity == -2);
  BOOST_TEST((sold.order_id == order.id));
  std::int64_t sum = 0, sequence = 4;
  for (const auto& movement : stock.movements) {
    sum += movement.quantity;
    BOOST_TEST(movement.sequence == sequence--);
  }
  BOOST_TEST(sum == 5);
}

BOOST_AUTO_TEST_CASE(movements_are_listed_page_by_page) {
  auto lamp = make("Lamp", 1999, 1);
  for (int i = 0; i < 102; ++i)
    seller.receive_stock(lamp.id, 1);
  auto first = seller.get_stock(lamp.id, 2);
  BOOST_TEST((first.on_hand == 103));
  BOOST_REQUIRE(first.movements.size() == 2u);
  BOOST_TEST(first.movements[0].sequence == 103);
  BOOST_TEST((first.next == 102));
  BOOST_TEST(seller.get_stock(lamp.id, 2, first.next).movements.at(0).sequence == 101);
  std::int64_t sequence = 103;
  for (const auto& movement : seller.movements(lamp.id))
    BOOST_TEST(movement.sequence == sequence--);
  BOOST_TEST(sequence == 0);
}

BOOST_AUTO_TEST_CASE(a_movement_happens_once_per_key) {
  auto lamp = make("Lamp", 1999, 5);
  auto key = souk::client::new_key();
  auto first = seller.receive_stock(lamp.id, 3, {}, key);
  BOOST_TEST(!first.replayed);
  auto again = seller.receive_stock(lamp.id, 3, {}, key);
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.movement == first.movement));
  BOOST_TEST(again.on_hand == 8);
  BOOST_TEST((seller.get_stock(lamp.id).on_hand == 8));
  auto err = refusal_of([&] { seller.receive_stock(lamp.id, 4, {}, key); });
  BOOST_TEST(err.code() == "idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(refused_movements_say_why) {
  auto lamp = make("Lamp", 1999, 5), air = make("Air", 1);
  auto low = refusal_of([&] { seller.adjust_stock(lamp.id, -6, "lost"); });
  BOOST_TEST(low.status() == 409);
  BOOST_TEST(low.code() == "stock_too_low");
  BOOST_TEST(refusal_of([&] { seller.receive_stock(air.id, 1); }).code() == "stock_not_tracked");
  BOOST_TEST(refusal_of([&] { seller.receive_stock(999, 1); }).code() == "product_unknown");
  BOOST_TEST(refusal_of([&] { seller.get_stock(999); }).code() == "product_unknown");
  for (const auto& faulty : std::vector<std::function<void()>>{
         [&] { seller.receive_stock(lamp.id, 0); }, [&] { seller.receive_stock(lamp.id, -1); },
         [&] { seller.adjust_stock(lamp.id, 0, "nothing"); },
         [&] { seller.adjust_stock(lamp.id, 1, ""); }})
    BOOST_TEST(refusal_of(faulty).code() == "invalid_request");
  BOOST_TEST((seller.get_stock(lamp.id).on_hand == 5));
}

BOOST_AUTO_TEST_CASE(a_stock_that_is_not_tracked_has_no_units) {
  auto stock = seller.get_stock(make("Air", 1).id);
  BOOST_TEST(!stock.on_hand.has_value());
  BOOST_TEST(!stock.available.has_value());
  BOOST_TEST(stock.movements.empty());
}

BOOST_AUTO_TEST_CASE(a_canceled_order_gives_its_units_back) {
  auto lamp = make("Lamp", 1999, 5);
  ann.add_to_cart(lamp.id, 2);
  auto order = ann.checkout();
  auto canceled = ann.cancel_order(order.id);
  BOOST_TEST(canceled.id == order.id);
  BOOST_TEST(canceled.status == "canceled");
  BOOST_TEST(!canceled.replayed);
  BOOST_TEST((canceled.lines == order.lines));
  BOOST_TEST((canceled.total == amount{3998}));
  BOOST_TEST((ann.get_order(order.id) == canceled));
  auto stock = seller.get_stock(lamp.id);
  BOOST_TEST((stock.on_hand == 5));
  BOOST_TEST(stock.movements.at(0).type == "released");
  BOOST_TEST(stock.movements.at(0).quantity == 2);
  BOOST_TEST((stock.movements.at(0).order_id == order.id));
  ann.add_to_cart(lamp.id, 5);
  BOOST_TEST(ann.checkout().status == "placed");
}

BOOST_AUTO_TEST_CASE(an_order_is_canceled_once) {
  auto lamp = make("Lamp", 1999, 5);
  ann.add_to_cart(lamp.id, 2);
  auto order = ann.checkout();
  auto key = souk::client::new_key();
  BOOST_TEST(refusal_of([&] { ann.as_user("bob").cancel_order(order.id); }).code()
             == "order_unknown");
  BOOST_TEST(!ann.cancel_order(order.id, key).replayed);
  auto again = ann.cancel_order(order.id, key);
  BOOST_TEST(again.replayed);
  BOOST_TEST(again.status == "canceled");
  auto err = refusal_of([&] { ann.cancel_order(order.id); });
  BOOST_TEST(err.status() == 409);
  BOOST_TEST(err.code() == "order_not_cancelable");
  BOOST_TEST((seller.get_stock(lamp.id).on_hand == 5));
}

BOOST_AUTO_TEST_CASE(events_tell_a_visit_in_order) {
  auto lamp = make("Lamp", 1999, 5);
  seller.receive_stock(lamp.id, 3);
  ann.add_to_cart(lamp.id, 2);
  auto order = ann.checkout();
  ann.cancel_order(order.id);
  auto told = seller.list_events().values;
  std::vector<std::string> kinds;
  std::ranges::transform(told, std::back_inserter(kinds), kind_of);
  for (auto expected : {"product created", "product stock_moved", "cart line_added",
                        "cart checked_out", "order placed", "order canceled"})
    BOOST_TEST(std::count(kinds.begin(), kinds.end(), expected) == 1, expected);
  BOOST_TEST(kinds.front() == "product created");
  BOOST_TEST(told.front().actor == "");
  BOOST_TEST(told.front().entity_id == std::to_string(lamp.id));
  BOOST_TEST(told.front().sequence == 1);
  auto& last = told.back();
  BOOST_TEST(kind_of(last) == "order canceled");
  BOOST_TEST(last.entity_id == std::to_string(order.id));
  BOOST_TEST(last.sequence == 2);
  BOOST_TEST(last.actor == "ann");
  BOOST_TEST(last.details
             == R"({"total":3998,"lines":[{"product_id":1,"quantity":2,"on_hand":8}]})");
  BOOST_TEST((last.happened_at >= order.created_at));
}

BOOST_AUTO_TEST_CASE(events_are_listed_page_by_page) {
  for (int i = 0; i < 103; ++i)
    make("Lamp", 100 + i);
  auto all = ids_of(seller.events());
  BOOST_TEST(all.size() == 103u);
  BOOST_TEST(std::is_sorted(all.begin(), all.end()));
  auto first = seller.list_events(2);
  BOOST_TEST(ids_of(first.values) == (std::vector{all[0], all[1]}),
             boost::test_tools::per_element());
  BOOST_TEST(seller.list_events(2, first.next).values.at(0).id == all[2]);
}

BOOST_AUTO_TEST_CASE(a_reader_of_events_goes_on_where_it_was) {
  make("Lamp", 1999);
  auto last = ids_of(seller.events()).back();
  BOOST_TEST(ids_of(seller.events(last)).empty());
  auto desk = make("Desk", 4999);
  auto more = seller.list_events(100, last).values;
  BOOST_REQUIRE(more.size() == 1u);
  BOOST_TEST(more[0].entity_id == std::to_string(desk.id));
  BOOST_TEST(ids_of(seller.events(last)) == (std::vector{more[0].id}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
