#pragma once

#include "actors/cart.hpp"
#include "actors/catalog.hpp"
#include "actors/orders.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/gate.hpp"
#include "test/actors/scripted_database.hpp"

#include <optional>

namespace souk::test {

constexpr int64_t tea = 1;
constexpr int64_t cup = 2;
constexpr int64_t pot = 3;

/// Ann's CART with real peers, and a gate on each arrow that leaves it. Sold are tea for 1.00, of
/// which there are five, cups for 2.50 without a count, and a single pot for 10.00.
struct cart_fixture : still_system {
  cart_fixture() {
    commit(insert_product{{"tea", {100}, "", 5}});
    commit(insert_product{{"cup", {250}}});
    commit(insert_product{{"pot", {1'000}, "", 1}});
    catalog = system.spawn(souk::catalog, script->rows.load_catalog(), store, clock(), currency{});
    orders = system.spawn<souk::orders>(store);
    stock_told.lead_to(catalog);
    to_catalog.lead_to(catalog);
    to_orders.lead_to(orders);
    load();
  }

  ~cart_fixture() {
    kill(cart);
    kill(orders);
    kill(catalog);
    kill(store);
  }

  /// A new CART, as CARTS would spawn it; it loads what the database has when it has to.
  void load() {
    auto peers = std::make_shared<cart_peers>(
      cart_peers{to_catalog.handle, to_orders.handle, to_store.handle, currency{}, 1});
    kill(cart);
    cart = system.spawn(souk::cart, "ann", peers);
  }

  // Commands that nobody has worked on yet.
  auto start_add(int64_t id, int32_t quantity, const std::string& key = {}) {
    return start(cart, add_line{"ann", id, quantity, key});
  }

  auto start_remove(int64_t id) { return start(cart, remove_line{"ann", id}); }

  auto start_checkout(const std::string& key = {}, std::optional<money> expected = {}) {
    return start(cart, checkout{"ann", expected, key});
  }

  // Commands that have gone as far as they can.
  auto add(int64_t id, int32_t quantity, const std::string& key = {}) {
    return ask(cart, add_line{"ann", id, quantity, key});
  }

  auto remove(int64_t id) { return ask(cart, remove_line{"ann", id}); }

  auto check_out(const std::string& key = {}, std::optional<money> expected = {}) {
    return ask(cart, checkout{"ann", expected, key});
  }

  cart_view view() { return ask(cart, view_cart{"ann"}).reply().cart; }

  static std::vector<line> lines_of(const cart_view& seen) {
    std::vector<line> result;
    for (auto& each : seen.lines)
      result.push_back({each.product_id, each.quantity});
    return result;
  }

  std::vector<line> lines() { return lines_of(view()); }

  /// What the database has of ann's cart.
  std::vector<line> stored_lines() {
    std::vector<line> result;
    for (auto& each : script->rows.load_cart("ann").lines)
      result.push_back({each.product_id, each.quantity});
    return result;
  }

  std::size_t orders_stored() { return script->rows.list_orders({"ann"}).orders.size(); }

  /// Units that nobody holds, as CATALOG sees it.
  int64_t available(int64_t id) {
    return *ask(catalog, quote{{{id, 1}}}).reply().lines.front().available;
  }

  bool is_alive() { return !ask(cart, view_cart{"ann"}).is_refused(); }

  void archive(int64_t id) { ask(catalog, archive_product{id}); }

  void reprice(int64_t id, int64_t minor) {
    update_product command{id};
    command.price = money{minor};
    ask(catalog, command);
  }

  void restock(int64_t id, int64_t on_hand) {
    update_product command{id};
    command.stock = stock_setting{on_hand};
    ask(catalog, command);
  }

  /// Changes the database behind the back of STORE.
  void commit(write one) { script->rows.commit({std::move(one)}, now); }

  std::shared_ptr<database_script> script = std::make_shared<database_script>();
  /// The arrow from STORE to CATALOG.
  gate<catalog_actor> stock_told{system};
  store_actor store = system.spawn(souk::store, std::make_shared<scripted_database>(script),
                                   store_settings{clock(), stock_told.handle});
  catalog_actor catalog;
  orders_actor orders;
  gate<catalog_actor> to_catalog{system};
  gate<orders_actor> to_orders{system};
  gate<store_actor> to_store{system, store};
  cart_actor cart;
};

} // namespace souk::test
