#pragma once

#include "actors/catalog.hpp"
#include "test/actors/actor_fixture.hpp"
#include "test/actors/gate.hpp"
#include "test/actors/scripted_database.hpp"

#include <optional>

namespace souk::test {

/// A CATALOG in front of a real STORE.
struct catalog_fixture : still_system {
  ~catalog_fixture() {
    kill(catalog);
    kill(store);
  }

  static create_product selling(const std::string& name, std::optional<int64_t> stock = {},
                                const std::string& key = {}) {
    create_product command{{name, {100}}, key};
    command.fields.stock = stock;
    return command;
  }

  int64_t create(const std::string& name, std::optional<int64_t> stock = {}) {
    return ask(catalog, selling(name, stock)).reply().product->id;
  }

  bool is_shown(int64_t id) { return !ask(catalog, get_product{id}).is_refused(); }

  product_ptr find(int64_t id) { return ask(catalog, get_product{id}).reply(); }

  std::vector<int64_t> list(const list_products& query = {}) {
    std::vector<int64_t> ids;
    for (auto& each : ask(catalog, query).reply()->products)
      ids.push_back(each->id);
    return ids;
  }

  int64_t available(int64_t id) {
    return *ask(catalog, quote{{{id, 1}}}).reply().lines.front().available;
  }

  /// Changes the database behind the back of STORE.
  template <class Reply>
  Reply commit(write one) {
    return std::get<Reply>(script->rows.commit({std::move(one)}, now).front());
  }

  std::shared_ptr<database_script> script = std::make_shared<database_script>();
  store_actor store =
    system.spawn(souk::store, std::make_shared<scripted_database>(script), clock());
  gate<store_actor> to_store{system, store};
  catalog_actor catalog =
    system.spawn(souk::catalog, std::vector<product_ptr>{}, to_store.handle, clock(), currency{});
};

} // namespace souk::test
