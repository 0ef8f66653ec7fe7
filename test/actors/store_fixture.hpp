#pragma once

#include "actors/store.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/scripted_database.hpp"

#include <optional>

namespace souk::test {

/// STORE on a database that fails when its script says so.
struct store_fixture : still_system {
  ~store_fixture() { kill(store); }

  static insert_product selling(const std::string& name, std::optional<int64_t> stock = {}) {
    insert_product command;
    command.fields = {name, {100}};
    command.fields.stock = stock;
    return command;
  }

  static save_line adding(int32_t quantity) { return {"ann", {1, quantity, {100}, 1}}; }

  static place ordering(int32_t quantity) {
    const money total{int64_t{100} * quantity};
    place command;
    command.draft = {{1, 1, 1}, "ann", {{1, "tea", {100}, quantity, total}}, total};
    return command;
  }

  /// A shop with one product, some of it in ann's cart, and no batch counted.
  void stock_and_add(int64_t stock, int32_t quantity) {
    ask(store, selling("tea", stock));
    ask(store, adding(quantity));
    script->batches.clear();
  }

  store_settings settings_of_test() {
    store_settings settings{clock()};
    settings.steady_now = [this] { return steady_now; };
    settings.pause = [this](std::chrono::microseconds time) { pause(time); };
    return settings;
  }

  std::shared_ptr<database_script> script = std::make_shared<database_script>();
  std::function<void(std::chrono::microseconds)> pause = [](auto) {};
  std::chrono::steady_clock::time_point steady_now;
  store_actor store =
    system.spawn(souk::store, std::make_shared<scripted_database>(script), settings_of_test());
};

} // namespace souk::test
