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

/// Received - sold = on hand, never negative; the catalog shows what the store has, all of it
/// available.
inline void check_catalog(shop_fixture& shop) {
  std::map<int64_t, int64_t> sold;
  for (auto& each : all_orders(shop))
    for (auto& [id, units] : units_of(each->content.lines))
      sold[id] += units;
  std::vector<int64_t> buyable;
  for (auto& row : shop.script->rows.load_catalog()) {
    auto shown =
      shop.ask(shop.staff->catalog.handle(), quote{{{row->id, 1}}}).reply().lines.front();
    BOOST_TEST_CONTEXT("product " << row->id) {
      BOOST_REQUIRE(shown.product);
      BOOST_TEST((*shown.product == *row));
      if (auto& stock = row->fields.stock) {
        BOOST_TEST(*stock >= 0);
        BOOST_TEST(*stock == shop.received.at(row->id) - sold[row->id]);
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

/// The invariants of semantics.md that a faulty run must keep. Time passes first, so that CATALOG
/// has asked about every hold.
inline void check_invariants(shop_fixture& shop) {
  shop.pass(3 * hold_doubted_after);
  check_orders(shop);
  check_catalog(shop);
  check_carts(shop);
}

} // namespace souk::test
