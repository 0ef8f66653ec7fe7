// Movements, cancelations and the feed, true of both databases.

#include "test/storage/fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>

namespace stocks {

using namespace souk;

struct stock_fixture : test::database_fixture {
  save_movement moving(movement_kind kind, int64_t quantity, const std::string& key = {}) const {
    save_movement command{tea, kind, quantity, "counted"};
    if (!key.empty())
      command.key = {"move_stock 1", key, std::to_string(quantity)};
    return command;
  }

  save_cancel canceling(int64_t id, const std::string& key = {}) const {
    save_cancel command{"ann", id};
    if (!key.empty())
      command.key = {"ann cancel_order", key, ""};
    return command;
  }

  /// An order of this many teas and a cup.
  order_ptr buy(int32_t teas) {
    put_in_cart("ann", tea, teas);
    put_in_cart("ann", cup, 1);
    return place_order("ann", {{tea, teas}, {cup, 1}});
  }

  int64_t on_hand() { return *find(tea)->fields.stock; }

  std::vector<int64_t> quantities() {
    std::vector<int64_t> result;
    for (auto& each : rows.load_movements({tea}).movements)
      result.push_back(each.quantity);
    return result;
  }

  /// The feed in short, and whether each entity's events are counted without gaps.
  std::string feed() {
    std::string result;
    std::map<std::string, int64_t> last;
    int64_t id = 0;
    for (auto& each : rows.list_events({0, 1000}).events) {
      BOOST_TEST(each.id == ++id);
      BOOST_TEST(each.sequence == ++last[to_string(each.about) + each.entity_id]);
      BOOST_TEST((each.happened_at == now));
      result += (result.empty() ? "" : " ") + each.kind;
    }
    return result;
  }

  const int64_t tea = add_product(100, 5);
  const int64_t cup = add_product(250);
};

const refusal unknown_order{errc::order_unknown};

} // namespace stocks

BOOST_FIXTURE_TEST_SUITE(stocks, stocks::stock_fixture)

BOOST_AUTO_TEST_CASE(units_that_came_in_are_on_hand) {
  auto moved = *reply_to<saved_movement>(moving(movement_kind::received, 4)).moved;
  BOOST_TEST(moved.on_hand == 9);
  BOOST_TEST((moved.made == movement{2, movement_kind::received, 4, std::nullopt, "counted", now}));
  BOOST_TEST(on_hand() == 9);
}

BOOST_AUTO_TEST_CASE(units_that_were_lost_are_gone) {
  reply_to<saved_movement>(moving(movement_kind::adjusted, -5));
  BOOST_TEST(on_hand() == 0);
}

BOOST_AUTO_TEST_CASE(no_more_can_be_lost_than_is_there) {
  const refusal too_low{errc::stock_too_low, {{tea, 6, 5}}};
  BOOST_TEST((refusal_of(moving(movement_kind::adjusted, -6)) == too_low));
  BOOST_TEST(on_hand() == 5);
}

BOOST_AUTO_TEST_CASE(no_more_can_come_in_than_can_be_counted) {
  update_product most{tea};
  most.stock = stock_setting{std::numeric_limits<int64_t>::max()};
  reply_to<product_ptr>(most);
  BOOST_TEST((refusal_of(moving(movement_kind::received, 1)) == refusal{errc::stock_too_large}));
  BOOST_TEST(on_hand() == std::numeric_limits<int64_t>::max());
}

BOOST_AUTO_TEST_CASE(only_stock_that_is_counted_can_be_moved) {
  BOOST_TEST((refusal_of(save_movement{cup, movement_kind::received, 1})
              == refusal{errc::stock_not_tracked}));
  reply_to<product_ptr>(archive_product{tea});
  BOOST_TEST((refusal_of(moving(movement_kind::received, 1)) == refusal{errc::product_unknown}));
  BOOST_TEST(
    (refusal_of(save_movement{99, movement_kind::received, 1}) == refusal{errc::product_unknown}));
}

BOOST_AUTO_TEST_CASE(stock_is_moved_once_per_key) {
  auto first = reply_to<saved_movement>(moving(movement_kind::received, 4, "k"));
  auto again = reply_to<saved_movement>(moving(movement_kind::received, 4, "k"));
  BOOST_TEST((!first.replayed && again.replayed));
  BOOST_TEST((*again.moved == *first.moved));
  BOOST_TEST(on_hand() == 9);
  BOOST_TEST(
    (refusal_of(moving(movement_kind::received, 5, "k")) == refusal{errc::idempotency_key_reused}));
}

BOOST_AUTO_TEST_CASE(a_refused_movement_is_refused_again_under_its_key) {
  auto why = refusal_of(moving(movement_kind::adjusted, -6, "k"));
  reply_to<saved_movement>(moving(movement_kind::received, 4));
  why.replayed = true;
  BOOST_TEST((refusal_of(moving(movement_kind::adjusted, -6, "k")) == why));
  BOOST_TEST(on_hand() == 9);
}

BOOST_AUTO_TEST_CASE(every_change_of_a_stock_is_a_movement) {
  buy(2);
  reply_to<saved_movement>(moving(movement_kind::received, 4));
  update_product counted{tea};
  counted.stock = stock_setting{10};
  reply_to<product_ptr>(counted);
  reply_to<placed_order>(canceling(1));
  BOOST_TEST(quantities() == (std::vector<int64_t>{2, 3, 4, -2, 5}));
  BOOST_TEST(on_hand() == 12);
  auto sold = rows.load_movements({tea, 3, 1});
  BOOST_TEST(sold.more);
  BOOST_TEST((sold.movements.front() == movement{2, movement_kind::sold, -2, 1, "", now}));
  BOOST_TEST(!rows.load_movements({tea, 2, 1}).more);
}

BOOST_AUTO_TEST_CASE(a_canceled_order_gives_its_stock_back) {
  auto placed = buy(2);
  auto canceled = reply_to<placed_order>(canceling(placed->id));
  BOOST_TEST((canceled.order->status == order_status::canceled));
  BOOST_TEST((canceled.order->content == placed->content));
  BOOST_TEST((canceled.levels == std::vector<stock_level>{{tea, 5, 3}}));
  BOOST_TEST((rows.find_order("ann", placed->id)->status == order_status::canceled));
  BOOST_TEST(on_hand() == 5);
}

BOOST_AUTO_TEST_CASE(an_order_is_canceled_once) {
  buy(2);
  auto first = reply_to<placed_order>(canceling(1, "k"));
  auto again = reply_to<placed_order>(canceling(1, "k"));
  BOOST_TEST((again.replayed && *again.order == *first.order));
  BOOST_TEST((refusal_of(canceling(1)) == refusal{errc::order_not_cancelable}));
  BOOST_TEST(on_hand() == 5);
}

BOOST_AUTO_TEST_CASE(an_order_is_canceled_only_if_it_is_as_it_was_seen) {
  const refusal seen_otherwise{errc::precondition_failed};
  buy(2);
  const auto before = feed();
  auto command = canceling(1);
  command.only_if = {seen_state{9, 9}};
  BOOST_TEST((refusal_of(command) == seen_otherwise));
  command.only_if = {seen_state{version_of(order_status::canceled)}};
  BOOST_TEST((refusal_of(command) == seen_otherwise));
  BOOST_TEST(on_hand() == 3);
  BOOST_TEST(feed() == before);
  BOOST_TEST((rows.find_order("ann", 1)->status == order_status::placed));
  command.only_if = {seen_state{version_of(order_status::placed)}};
  BOOST_TEST((reply_to<placed_order>(command).order->status == order_status::canceled));
  BOOST_TEST((refusal_of(command) == seen_otherwise));
  command.only_if = {seen_state{version_of(order_status::canceled)}};
  BOOST_TEST((refusal_of(command) == refusal{errc::order_not_cancelable}));
}

BOOST_AUTO_TEST_CASE(stock_that_would_not_fit_is_not_given_back) {
  buy(2);
  update_product most{tea};
  most.stock = stock_setting{std::numeric_limits<int64_t>::max()};
  reply_to<product_ptr>(most);
  BOOST_TEST((refusal_of(canceling(1, "k")) == refusal{errc::stock_too_large}));
  BOOST_TEST(on_hand() == std::numeric_limits<int64_t>::max());
  BOOST_TEST((rows.find_order("ann", 1)->status == order_status::placed));
  most.stock = stock_setting{1};
  reply_to<product_ptr>(most);
  auto again = refusal_of(canceling(1, "k"));
  BOOST_TEST((again.code == errc::stock_too_large && again.replayed));
  reply_to<placed_order>(canceling(1));
  BOOST_TEST(on_hand() == 3);
}

BOOST_AUTO_TEST_CASE(only_the_user_s_own_order_can_be_canceled) {
  buy(2);
  BOOST_TEST((refusal_of(save_cancel{"bob", 1}) == unknown_order));
  auto unseen = canceling(2);
  BOOST_TEST((refusal_of(unseen) == unknown_order));
  unseen.only_if = {seen_state{9, 9}};
  BOOST_TEST((refusal_of(unseen) == unknown_order));
  BOOST_TEST(on_hand() == 3);
}

BOOST_AUTO_TEST_CASE(stock_that_is_no_longer_counted_is_not_given_back) {
  buy(2);
  update_product uncounted{tea};
  uncounted.stock = stock_setting{};
  reply_to<product_ptr>(uncounted);
  BOOST_TEST(reply_to<placed_order>(canceling(1)).levels.empty());
  BOOST_TEST((find(tea)->fields.stock == std::nullopt));
}

BOOST_AUTO_TEST_CASE(an_order_replayed_after_its_cancelation_is_as_it_was_placed) {
  put_in_cart("ann", tea, 1);
  auto command = ordering("ann", {{tea, 1}});
  command.key = {"ann checkout", "k", ""};
  auto placed = reply_to<placed_order>(command).order;
  reply_to<placed_order>(canceling(placed->id));
  auto again = reply_to<placed_order>(command);
  BOOST_TEST(again.replayed);
  BOOST_TEST((*again.order == *placed));
}

BOOST_AUTO_TEST_CASE(the_feed_tells_everything_that_happened) {
  buy(2);
  put_in_cart("ann", tea, 1);
  reply_to<saved_cart>(drop_line{"ann", tea});
  reply_to<placed_order>(canceling(1));
  reply_to<saved_movement>(moving(movement_kind::received, 4));
  reply_to<product_ptr>(archive_product{tea});
  BOOST_TEST(feed()
             == "created created line_added line_added checked_out placed line_added line_removed "
                "canceled stock_moved archived");
  auto page = rows.list_events({3, 2});
  BOOST_TEST(page.more);
  BOOST_TEST(page.events.front().kind == "line_added");
  BOOST_TEST(page.events.front().details == R"({"product_id":2,"quantity":1})");
  BOOST_TEST(page.events.front().actor == "ann");
  BOOST_TEST(!rows.list_events({10, 2}).more);
}

BOOST_AUTO_TEST_CASE(the_feed_names_what_was_changed_of_a_product) {
  auto told_of = [&](const update_product& command) {
    reply_to<product_ptr>(command);
    return rows.list_events({}).events.back().details;
  };
  update_product dearer{tea};
  dearer.price = money{300};
  dearer.category = "drinks";
  BOOST_TEST(told_of(dearer) == R"({"price":300,"version":2,"changed":["price","category"]})");
  update_product counted{tea};
  counted.stock = stock_setting{9};
  BOOST_TEST(told_of(counted) == R"({"price":300,"version":3,"changed":["stock"],"on_hand":9})");
  counted.stock = stock_setting{};
  BOOST_TEST(told_of(counted) == R"({"price":300,"version":4,"changed":["stock"]})");
  BOOST_TEST(told_of(dearer) == R"({"price":300,"version":5,"changed":[]})");
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_no_event) {
  const auto before = feed();
  refusal_of(moving(movement_kind::adjusted, -6));
  refusal_of(canceling(9));
  BOOST_TEST(feed() == before);
}

BOOST_AUTO_TEST_SUITE_END()
