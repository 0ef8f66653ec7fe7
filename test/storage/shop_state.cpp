#include "test/storage/shop_state.hpp"

#include <set>

namespace souk::test {

namespace {

void require(bool holds, const std::string& otherwise) {
  if (!holds)
    throw broken_promise{otherwise};
}

void check_stock(const shop_state& state) {
  for (auto& each : state.products) {
    if (!each.fields.stock)
      continue;
    int64_t sum = 0;
    for (auto& made : state.movements.at(each.id))
      sum += made.quantity;
    const auto name = "product " + std::to_string(each.id);
    require(*each.fields.stock >= 0, name + " has a stock below zero");
    require(*each.fields.stock == sum, name + " has a stock that is not the sum of its movements");
  }
}

void check_order(const order& placed) {
  money total;
  for (auto& each : placed.content.lines)
    total = checked_add(total, each.line_total).value();
  const auto name = "order " + std::to_string(placed.id);
  require(!placed.content.lines.empty(), name + " has no lines");
  require(placed.content.total == total, name + " has a total that is not that of its lines");
}

void check_orders(const shop_state& state) {
  std::set<checkout_id> checkouts;
  for (auto& [user, orders] : state.orders)
    for (auto& each : orders) {
      check_order(each);
      require(checkouts.insert(each.content.checkout).second,
              "order " + std::to_string(each.id) + " is there twice");
    }
}

std::vector<event> all_events(database& rows) {
  std::vector<event> result;
  event_page page;
  do {
    page = rows.list_events({result.empty() ? 0 : result.back().id, INT32_MAX});
    result.insert(result.end(), page.events.begin(), page.events.end());
  } while (page.more);
  return result;
}

} // namespace

shop_state state_of(database& rows) {
  shop_state result;
  for (auto& each : rows.load_catalog()) {
    result.products.push_back(*each);
    result.movements[each->id] = rows.load_movements({each->id, INT64_MAX, INT32_MAX}).movements;
  }
  for (auto* user : users) {
    result.carts[user] = rows.load_cart(user);
    for (auto& each : rows.list_orders({user, INT64_MAX, INT32_MAX}).orders)
      result.orders[user].push_back(*each);
  }
  result.events = all_events(rows);
  return result;
}

std::string difference(const shop_state& a, const shop_state& b) {
  std::string result;
  auto compare = [&](const char* name, const auto& x, const auto& y) {
    if (!(x == y))
      result += std::string{result.empty() ? "" : ", "} + name;
  };
  compare("products", a.products, b.products);
  compare("carts", a.carts, b.carts);
  compare("orders", a.orders, b.orders);
  compare("movements", a.movements, b.movements);
  compare("events", a.events, b.events);
  return result;
}

void check_rules(const shop_state& state) {
  check_stock(state);
  check_orders(state);
}

} // namespace souk::test
