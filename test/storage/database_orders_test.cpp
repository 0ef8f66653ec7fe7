#include "test/storage/fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>

namespace database_orders {

using namespace souk;
using souk::test::database_fixture;

using lines = std::vector<line>;

struct orders_fixture : database_fixture {
  /// A tracked product of which `units` are in the cart.
  int64_t stocked(int64_t stock, const std::string& user, int32_t units) {
    auto id = add_product(100, stock);
    put_in_cart(user, id, units);
    return id;
  }

  std::vector<int64_t> ids_of(const list_orders& query) {
    std::vector<int64_t> ids;
    for (auto& each : rows.list_orders(query).orders)
      ids.push_back(each->id);
    return ids;
  }

  /// Places this many orders of one unit.
  void place_orders(const std::string& user, int count) {
    auto tea = add_product(100);
    for (int i = 0; i < count; ++i) {
      put_in_cart(user, tea, 1);
      place_order(user, {{tea, 1}});
    }
  }
};

/// So many lines of one unit each.
lines many_lines(std::size_t count) {
  lines result;
  for (std::size_t i = 1; i <= count; ++i)
    result.push_back({static_cast<int64_t>(i), 1});
  return result;
}

} // namespace database_orders

BOOST_FIXTURE_TEST_SUITE(database_orders, database_orders::orders_fixture)

BOOST_AUTO_TEST_CASE(an_order_is_stored_as_it_was_drafted) {
  auto tea = stocked(5, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  auto stored = reply_to<placed_order>(command).order;
  BOOST_TEST((stored->content == command.draft));
  BOOST_TEST((stored->created_at == now));
  BOOST_TEST((*rows.find_order("ann", stored->id) == *stored));
}

BOOST_AUTO_TEST_CASE(orders_get_consecutive_ids) {
  place_orders("ann", 2);
  place_orders("bob", 1);
  BOOST_TEST((ids_of({"ann"}) == std::vector<int64_t>{2, 1}));
  BOOST_TEST((ids_of({"bob"}) == std::vector<int64_t>{3}));
}

BOOST_AUTO_TEST_CASE(an_order_takes_its_lines_from_the_cart_and_no_others) {
  auto tea = stocked(5, "ann", 2);
  auto cup = stocked(5, "ann", 1);
  place_order("ann", {{tea, 2}});
  BOOST_TEST((lines_of("ann") == lines{{cup, 1}}));
}

BOOST_AUTO_TEST_CASE(units_added_since_the_checkout_began_stay_in_the_cart) {
  auto tea = stocked(9, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  put_in_cart("ann", tea, 3);
  reply_to<placed_order>(command);
  BOOST_TEST((lines_of("ann") == lines{{tea, 3}}));
}

BOOST_AUTO_TEST_CASE(an_order_lowers_the_stock) {
  auto tea = stocked(5, "ann", 2);
  auto levels = reply_to<placed_order>(ordering("ann", {{tea, 2}})).levels;
  BOOST_TEST(*find(tea)->fields.stock == 3);
  BOOST_TEST((levels == std::vector<stock_level>{{tea, 3, 2}}));
}

BOOST_AUTO_TEST_CASE(stock_that_is_not_tracked_is_not_counted) {
  auto tea = add_product(100);
  put_in_cart("ann", tea, 2);
  auto levels = reply_to<placed_order>(ordering("ann", {{tea, 2}})).levels;
  BOOST_TEST((find(tea)->fields.stock == std::nullopt));
  BOOST_TEST(levels.empty());
}

BOOST_AUTO_TEST_CASE(the_last_unit_can_be_sold) {
  auto tea = stocked(2, "ann", 2);
  place_order("ann", {{tea, 2}});
  BOOST_TEST(*find(tea)->fields.stock == 0);
}

BOOST_AUTO_TEST_CASE(stock_never_goes_below_zero) {
  auto tea = stocked(1, "ann", 2);
  refusal why{errc::out_of_stock};
  why.lines = {{tea, 2, 1}};
  BOOST_TEST((refusal_of(ordering("ann", {{tea, 2}})) == why));
  BOOST_TEST(*find(tea)->fields.stock == 1);
}

BOOST_AUTO_TEST_CASE(an_order_that_is_short_of_one_line_takes_nothing) {
  auto tea = stocked(5, "ann", 2);
  auto cup = stocked(0, "ann", 1);
  refusal_of(ordering("ann", {{tea, 2}, {cup, 1}}));
  BOOST_TEST(*find(tea)->fields.stock == 5);
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}, {cup, 1}}));
  BOOST_TEST(ids_of({"ann"}).empty());
}

BOOST_AUTO_TEST_CASE(every_short_line_is_named) {
  auto tea = stocked(1, "ann", 2);
  auto pot = stocked(9, "ann", 1);
  auto cup = stocked(0, "ann", 1);
  refusal why{errc::out_of_stock};
  why.lines = {{tea, 2, 1}, {cup, 1, 0}};
  BOOST_TEST((refusal_of(ordering("ann", {{tea, 2}, {pot, 1}, {cup, 1}})) == why));
}

BOOST_AUTO_TEST_CASE(a_cart_that_lacks_the_lines_is_in_doubt) {
  auto tea = stocked(9, "ann", 2);
  BOOST_TEST((refusal_of(ordering("ann", {{tea, 3}})) == refusal{errc::unavailable}));
  BOOST_TEST((refusal_of(ordering("bob", {{tea, 1}})) == refusal{errc::unavailable}));
  BOOST_TEST(*find(tea)->fields.stock == 9);
}

BOOST_AUTO_TEST_CASE(an_order_of_an_unknown_product_changes_nothing) {
  auto tea = stocked(9, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  command.draft.lines.front().product_id = 99;
  BOOST_TEST((refusal_of(command) == refusal{errc::unavailable}));
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_checkout_that_is_repeated_has_no_second_effect) {
  auto tea = stocked(9, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  auto first = reply_to<placed_order>(command);
  put_in_cart("ann", tea, 2);
  auto second = reply_to<placed_order>(command);
  BOOST_TEST((*second.order == *first.order && second.levels == first.levels));
  BOOST_TEST(*find(tea)->fields.stock == 7);
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_stored_checkout_is_found_with_the_stock_of_now) {
  auto tea = stocked(9, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  auto stored = reply_to<placed_order>(command).order;
  put_in_cart("bob", tea, 3);
  place_order("bob", {{tea, 3}});
  auto found = rows.find_checkout(command.draft.checkout);
  BOOST_TEST((*found.order == *stored));
  BOOST_TEST((found.levels == std::vector<stock_level>{{tea, 4, 3}}));
}

BOOST_AUTO_TEST_CASE(a_checkout_that_was_not_stored_is_not_found) {
  auto tea = stocked(1, "ann", 2);
  auto command = ordering("ann", {{tea, 2}});
  refusal_of(command);
  BOOST_TEST(!rows.find_checkout(command.draft.checkout).order);
}

BOOST_AUTO_TEST_CASE(an_order_is_found_by_its_own_user_only) {
  place_orders("ann", 1);
  BOOST_TEST(rows.find_order("ann", 1));
  BOOST_TEST(!rows.find_order("bob", 1));
  for (auto id : {-1, 0, 2})
    BOOST_TEST(!rows.find_order("ann", id));
}

BOOST_AUTO_TEST_CASE(orders_are_listed_newest_first) {
  place_orders("ann", 3);
  BOOST_TEST((ids_of({"ann"}) == std::vector<int64_t>{3, 2, 1}));
}

BOOST_AUTO_TEST_CASE(a_page_of_orders_ends_at_its_limit) {
  place_orders("ann", 3);
  auto page = rows.list_orders({"ann", INT64_MAX, 2});
  BOOST_TEST(page.orders.size() == 2U);
  BOOST_TEST(page.more);
}

BOOST_AUTO_TEST_CASE(the_next_page_begins_behind_the_last_order_seen) {
  place_orders("ann", 5);
  BOOST_TEST((ids_of({"ann", 4, 2}) == std::vector<int64_t>{3, 2}));
  auto last = rows.list_orders({"ann", 2, 2});
  BOOST_TEST(last.orders.size() == 1U);
  BOOST_TEST(!last.more);
}

BOOST_AUTO_TEST_CASE(a_page_that_ends_with_the_first_order_has_no_more) {
  place_orders("ann", 2);
  BOOST_TEST(!rows.list_orders({"ann", INT64_MAX, 2}).more);
  BOOST_TEST(!rows.list_orders({"ann", 1, 2}).more);
  BOOST_TEST(ids_of({"ann", 1, 2}).empty());
}

BOOST_AUTO_TEST_CASE(a_user_without_orders_has_an_empty_page) {
  place_orders("ann", 1);
  auto page = rows.list_orders({"bob"});
  BOOST_TEST(page.orders.empty());
  BOOST_TEST(!page.more);
}

BOOST_AUTO_TEST_CASE(a_page_of_long_orders_ends_early) {
  constexpr auto fitting = page_lines_max / cart_lines_max;
  const auto all = many_lines(cart_lines_max);
  for (std::size_t i = 0; i < all.size(); ++i)
    add_product(100);
  for (std::size_t i = 0; i < fitting + 2; ++i) {
    std::vector<souk::write> filling;
    for (auto& each : all)
      filling.emplace_back(save_line{"ann", {each.product_id, 1, {100}, 1}});
    rows.commit(filling, now);
    place_order("ann", all);
  }
  list_orders query{"ann"};
  query.limit = page_elements_max;
  const auto page = rows.list_orders(query);
  BOOST_TEST(page.orders.size() == fitting);
  BOOST_TEST(page.more);
  for (auto& each : page.orders)
    BOOST_TEST(each->content.lines.size() == all.size());
  query.before = page.orders.back()->id;
  const auto rest = rows.list_orders(query);
  BOOST_TEST(rest.orders.size() == 2u);
  BOOST_TEST(!rest.more);
}

BOOST_AUTO_TEST_SUITE_END()
