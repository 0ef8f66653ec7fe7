#pragma once

#include "test/actors/shop_fixture.hpp"

#include <set>
#include <vector>

namespace souk::test {

/// The stored orders of everybody who has added something.
inline std::vector<order_ptr> all_orders(shop_fixture& shop) {
  std::vector<order_ptr> result;
  for (auto& user : shop.users)
    for (auto& each : shop.script->rows.list_orders({user, INT64_MAX, INT32_MAX}).orders)
      result.push_back(each);
  return result;
}

/// Units per product of what is alike in carts and orders.
template <class Lines>
std::map<int64_t, int64_t> units_of(const Lines& lines) {
  std::map<int64_t, int64_t> result;
  for (auto& each : lines)
    result[each.product_id] += each.quantity;
  return result;
}

/// Order total = sum of its lines; ids are unique and without gaps; a checkout is one order.
inline void check_orders(shop_fixture& shop) {
  std::set<int64_t> ids;
  std::set<checkout_id> checkouts;
  for (auto& each : all_orders(shop)) {
    money total;
    for (auto& line : each->content.lines) {
      BOOST_TEST((line.line_total == checked_multiply(line.price, line.quantity)));
      total = checked_add(total, line.line_total).value();
    }
    BOOST_TEST((each->content.total == total));
    BOOST_TEST(!each->content.lines.empty());
    ids.insert(each->id);
    checkouts.insert(each->content.checkout);
  }
  const auto count = all_orders(shop).size();
  BOOST_TEST(ids.size() == count);
  BOOST_TEST(checkouts.size() == count);
  BOOST_TEST((ids.empty() || *ids.rbegin() == static_cast<int64_t>(count)));
}

/// Received + adjusted - sold + released = on hand, never negative; what was sold is in orders, and
/// what was released in canceled ones, but for what was sold while nobody counted it.
inline void check_stock(shop_fixture& shop, int64_t product_id, int64_t on_hand) {
  std::map<movement_kind, int64_t> moved;
  int64_t sum = 0;
  for (auto& each :
       shop.script->rows.load_movements({product_id, INT64_MAX, INT32_MAX}).movements) {
    moved[each.kind] += each.quantity;
    sum += each.quantity;
    BOOST_TEST((each.quantity < 0 || each.kind != movement_kind::sold));
  }
  std::map<order_status, int64_t> ordered;
  for (auto& each : all_orders(shop))
    ordered[each->status] += units_of(each->content.lines)[product_id];
  BOOST_TEST(on_hand >= 0);
  BOOST_TEST(on_hand == sum);
  const auto sold = ordered[order_status::placed] + ordered[order_status::canceled];
  BOOST_TEST(-moved[movement_kind::sold] <= sold);
  BOOST_TEST(moved[movement_kind::released] <= ordered[order_status::canceled]);
  if (shop.uncounted.contains(product_id))
    return;
  BOOST_TEST(-moved[movement_kind::sold] == sold);
  BOOST_TEST(moved[movement_kind::released] == ordered[order_status::canceled]);
}

/// The catalog shows what the store has, all of it available.
inline void check_catalog(shop_fixture& shop) {
  std::vector<int64_t> buyable;
  for (auto& row : shop.script->rows.load_catalog()) {
    auto shown =
      shop.ask(shop.staff->catalog.handle(), quote{{{row->id, 1}}}).reply().lines.front();
    BOOST_TEST_CONTEXT("product " << row->id) {
      BOOST_REQUIRE(shown.product);
      BOOST_TEST((*shown.product == *row));
      if (auto& stock = row->fields.stock) {
        check_stock(shop, row->id, *stock);
        BOOST_TEST(*shown.available == *stock);
      }
    }
    if (!row->archived)
      buyable.push_back(row->id);
  }
  auto page = shop.ask(shop.staff->catalog.handle(), list_products{0, 1'000}).reply();
  std::vector<int64_t> listed;
  for (auto& each : page->products)
    listed.push_back(each->id);
  BOOST_TEST(listed == buyable);
}

/// A cart shows what would be loaded from the store.
inline void check_carts(shop_fixture& shop) {
  for (auto& user : shop.users) {
    auto shown = shop.view(user);
    auto stored = shop.script->rows.load_cart(user);
    BOOST_TEST_CONTEXT("the cart of " << user) {
      BOOST_TEST((units_of(shown.lines) == units_of(stored.lines)));
      BOOST_TEST(shown.lines.size() == stored.lines.size());
      BOOST_TEST(shown.version == stored.version);
    }
  }
}

/// Ids rise, and each entity counts its events from 1 without gaps; an order was placed once, and
/// canceled once if it is.
inline void check_events(shop_fixture& shop) {
  std::map<std::pair<entity, std::string>, int64_t> counted;
  std::map<std::string, std::vector<std::string>> of_orders;
  int64_t last = 0;
  for (auto& each : shop.script->rows.list_events({0, INT32_MAX}).events) {
    BOOST_TEST(each.id > std::exchange(last, each.id));
    BOOST_TEST((each.sequence == ++counted[{each.about, each.entity_id}]));
    if (each.about == entity::order)
      of_orders[each.entity_id].push_back(each.kind);
  }
  for (auto& each : all_orders(shop)) {
    std::vector<std::string> expected{"placed"};
    if (each->status == order_status::canceled)
      expected.emplace_back("canceled");
    BOOST_TEST(of_orders[std::to_string(each->id)] == expected);
  }
  BOOST_TEST(of_orders.size() == all_orders(shop).size());
}

/// The invariants of semantics.md that a faulty run must keep. Time passes first, so that CATALOG
/// has asked about every hold.
inline void check_invariants(shop_fixture& shop) {
  shop.pass(3 * hold_doubted_after);
  check_orders(shop);
  check_catalog(shop);
  check_carts(shop);
  check_events(shop);
}

} // namespace souk::test
