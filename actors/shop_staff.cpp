#include "actors/shop_staff.hpp"

#include "actors/carts.hpp"
#include "actors/catalog.hpp"
#include "actors/orders.hpp"
#include "messages/random_bits.hpp"

namespace souk {

shop_staff::shop_staff(caf::actor_system& system, std::shared_ptr<database> opened,
                       shop_options chosen)
  : options(std::move(chosen)), rows(std::move(opened)), catalog(system), carts(system),
    orders(system), store(system), system_(system) {
  peers = std::make_shared<cart_peers>(
    cart_peers{catalog.handle(), orders.handle(), store.handle(), options.unit, random_bits()});
}

store_actor shop_staff::start_store() {
  store_settings settings{options.now, catalog.handle()};
  settings.counters = stored;
  settings.on_failure = options.on_storage_failure;
  stored->taken = 0;
  auto started = rows->may_block() ? system_.spawn<caf::detached>(souk::store, rows, settings)
                                   : system_.spawn(souk::store, rows, settings);
  store.point_to(started);
  return started;
}

orders_actor shop_staff::start_orders() {
  auto started = system_.spawn<souk::orders>(store.handle());
  orders.point_to(started);
  return started;
}

carts_actor shop_staff::start_carts() {
  const carts_limits limits{options.cart_idle, options.carts_max};
  auto started = system_.spawn<souk::carts>(peers, limits, carts_in_memory);
  carts.point_to(started);
  return started;
}

catalog_actor shop_staff::start_catalog(std::vector<product_ptr> products) {
  auto started =
    system_.spawn(souk::catalog, std::move(products), store.handle(), options.now, options.unit);
  catalog.point_to(started);
  return started;
}

} // namespace souk
