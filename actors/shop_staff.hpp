#pragma once

#include "actors/cart.hpp"
#include "actors/relay.hpp"
#include "actors/resident_carts.hpp"
#include "actors/shop_options.hpp"
#include "actors/store.hpp"
#include "messages/interfaces.hpp"

#include <atomic>
#include <memory>
#include <vector>

namespace souk {

/// The lasting addresses of the actors of a shop, and what is needed to start them anew.
class shop_staff {
public:
  shop_staff(caf::actor_system& system, std::shared_ptr<database> opened, shop_options chosen);

  shop_options options;
  std::shared_ptr<database> rows;
  std::shared_ptr<const cart_peers> peers;
  relayed<catalog_actor> catalog;
  relayed<carts_actor> carts;
  relayed<orders_actor> orders;
  relayed<store_actor> store;
  std::atomic<uint64_t> restarts{0};
  std::shared_ptr<store_counters> stored = std::make_shared<store_counters>();
  resident_carts::counter carts_in_memory = std::make_shared<std::atomic<std::size_t>>(0);

  // Each spawns an actor and lets its relay point to it.
  store_actor start_store();
  orders_actor start_orders();
  carts_actor start_carts();
  catalog_actor start_catalog(std::vector<product_ptr> products);

private:
  caf::actor_system& system_;
};

} // namespace souk
