// What the feed tells, true of both databases.

#include "messages/limits.hpp"
#include "test/storage/fixture.hpp"
#include "test/storage/random_writes.hpp"
#include "test/storage/told_stock.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

namespace feeds {

using namespace souk;

struct feed_fixture : test::database_fixture {
  std::vector<event> events(int64_t after = 0) {
    std::vector<event> result;
    event_page page;
    do {
      page = rows.list_events({result.empty() ? after : result.back().id, page_elements_max});
      result.insert(result.end(), page.events.begin(), page.events.end());
    } while (page.more);
    return result;
  }

  std::string last_details() { return events().back().details; }

  /// What is on hand where it is tracked.
  std::map<int64_t, int64_t> stock() {
    std::map<int64_t, int64_t> result;
    for (auto& each : rows.load_catalog())
      if (each->fields.stock)
        result[each->id] = *each->fields.stock;
    return result;
  }

  void set_stock(int64_t product_id, const stock_setting& to) {
    update_product command{product_id};
    command.stock = to;
    reply_to<product_ptr>(command);
  }

  order_ptr buy(const std::vector<line>& lines) {
    for (auto& each : lines)
      put_in_cart("ann", each.product_id, each.quantity);
    return place_order("ann", lines);
  }

  /// The bytes of all details that the feed has then.
  std::size_t buy_until_a_page_is_full() {
    auto order = ordering("ann", as_many_lines_as_fit());
    std::vector<souk::write> filling;
    for (auto& each : order.draft.lines)
      filling.emplace_back(save_line{"ann", {each.product_id, each.quantity, each.price, 1}});
    std::size_t bytes = bytes_of(events());
    int64_t last = events().back().id;
    while (bytes <= page_text_bytes_max) {
      rows.commit(filling, now);
      ++order.draft.checkout.sequence;
      reply_to<placed_order>(order);
      const auto more = events(last);
      bytes += bytes_of(more);
      last = more.back().id;
    }
    return bytes;
  }

  std::vector<line> as_many_lines_as_fit() {
    std::vector<line> result;
    while (result.size() < cart_lines_max)
      result.push_back({add_product(100, quantity_max), 1});
    return result;
  }

  static std::size_t bytes_of(const std::vector<event>& told) {
    std::size_t result = 0;
    for (auto& each : told)
      result += each.details.size();
    return result;
  }
};

} // namespace feeds

BOOST_FIXTURE_TEST_SUITE(feeds, feeds::feed_fixture)

using namespace souk;

BOOST_AUTO_TEST_CASE(a_new_product_tells_what_is_on_hand_of_it) {
  add_product(100, 5);
  BOOST_TEST(last_details() == R"({"price":100,"version":1,"on_hand":5})");
  add_product(100);
  BOOST_TEST(last_details() == R"({"price":100,"version":1})");
}

BOOST_AUTO_TEST_CASE(an_order_tells_what_it_took_and_left) {
  const auto tea = add_product(100, 5);
  const auto bag = add_product(250);
  const auto cup = add_product(400, 9);
  const auto placed = buy({{cup, 1}, {bag, 1}, {tea, 2}});
  BOOST_TEST(last_details()
             == R"({"total":850,"lines":[{"product_id":3,"quantity":1,"on_hand":8},)"
                R"({"product_id":2,"quantity":1},{"product_id":1,"quantity":2,"on_hand":3}]})");
  reply_to<placed_order>(save_cancel{"ann", placed->id});
  BOOST_TEST(last_details()
             == R"({"total":850,"lines":[{"product_id":3,"quantity":1,"on_hand":9},)"
                R"({"product_id":2,"quantity":1},{"product_id":1,"quantity":2,"on_hand":5}]})");
}

BOOST_AUTO_TEST_CASE(stock_that_is_not_given_back_is_not_told) {
  const auto tea = add_product(100, 5);
  const auto bag = add_product(250);
  const auto placed = buy({{tea, 2}, {bag, 1}});
  set_stock(tea, {});
  set_stock(bag, {7});
  reply_to<placed_order>(save_cancel{"ann", placed->id});
  BOOST_TEST(last_details()
             == R"({"total":450,"lines":[{"product_id":1,"quantity":2},)"
                R"({"product_id":2,"quantity":1}]})");
  BOOST_TEST((stock() == std::map<int64_t, int64_t>{{bag, 7}}));
  BOOST_TEST((test::told_stock(events()) == stock()));
}

BOOST_AUTO_TEST_CASE(who_follows_the_feed_of_a_shop_knows_its_stock) {
  test::told_dice random;
  test::random_writes writes{random};
  test::witness seen;
  constexpr int batches = 60;
  for (int i = 0; i < batches; ++i) {
    seen.commit(rows, writes.batch(seen));
    BOOST_REQUIRE((test::told_stock(events()) == stock()));
  }
}

BOOST_AUTO_TEST_CASE(a_page_of_long_events_ends_early) {
  const auto bytes = buy_until_a_page_is_full();
  auto page = rows.list_events({0, INT32_MAX});
  BOOST_TEST(page.more);
  BOOST_TEST(bytes_of(page.events) <= page_text_bytes_max);
  const auto rest = rows.list_events({page.events.back().id, INT32_MAX});
  BOOST_TEST(!rest.more);
  BOOST_TEST(bytes_of(page.events) + bytes_of(rest.events) == bytes);
}

BOOST_AUTO_TEST_SUITE_END()
