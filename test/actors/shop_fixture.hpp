#pragma once

#include "actors/carts.hpp"
#include "actors/catalog.hpp"
#include "actors/supervisor.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/scripted_database.hpp"

#include <map>
#include <optional>
#include <set>

namespace souk::test {

/// All actors of a shop on a database that fails when a test says so. It stands on the staff, and
/// not on the shop, because the staff knows STORE.
struct shop_fixture : still_system {
  explicit shop_fixture(std::chrono::milliseconds cart_idle = std::chrono::hours{24},
                        std::size_t carts_max = 1'000) {
    shop_options options;
    options.now = clock();
    options.cart_idle = cart_idle;
    options.carts_max = carts_max;
    staff = std::make_shared<shop_staff>(system, std::make_shared<scripted_database>(script),
                                         std::move(options));
    staff->start_store();
    staff->start_orders();
    staff->start_catalog({});
    staff->start_carts();
    supervising = system.spawn(souk::supervisor, std::weak_ptr{staff});
  }

  ~shop_fixture() {
    kill(supervising);
    staff->carts.retire();
    staff->orders.retire();
    staff->catalog.retire();
    staff->store.retire();
  }

  int64_t create(const std::string& name, int64_t minor, std::optional<int64_t> stock = {}) {
    create_product command{{name, {minor}}};
    command.fields.stock = stock;
    return ask(staff->catalog.handle(), command).reply().product->id;
  }

  const carts_actor& carts() const { return staff->carts.handle(); }

  auto add(const std::string& user, int64_t id, int32_t quantity, const std::string& key = {}) {
    users.insert(user);
    return ask(carts(), add_line{user, id, quantity, key});
  }

  auto start_checkout(const std::string& user, const std::string& key = {}) {
    return start(carts(), checkout{user, {}, key});
  }

  auto check_out(const std::string& user, const std::string& key = {}) {
    return ask(carts(), checkout{user, {}, key});
  }

  cart_view view(const std::string& user) { return ask(carts(), view_cart{user}).reply().cart; }

  std::vector<line> lines(const std::string& user) {
    std::vector<line> result;
    for (auto& each : view(user).lines)
      result.push_back({each.product_id, each.quantity});
    return result;
  }

  product_ptr find(int64_t id) { return ask(staff->catalog.handle(), get_product{id}).reply(); }

  /// The CART of a user in memory; null where there is none.
  cart_actor cart_of(const std::string& user) {
    auto target = staff->carts.target();
    auto* self = dynamic_cast<souk::carts*>(caf::actor_cast<caf::abstract_actor*>(target));
    return self->state.residents->find(user);
  }

  uint64_t restarts() const { return staff->restarts; }

  std::shared_ptr<database_script> script = std::make_shared<database_script>();
  std::shared_ptr<shop_staff> staff;
  caf::actor supervising;
  /// Products that nobody counted at times.
  std::set<int64_t> uncounted;
  /// Everybody who has added something.
  std::set<std::string> users;
};

} // namespace souk::test
