// A shop in this program's own actor system.

#include <souk/actors/shop.hpp>

#include <caf/actor_system_config.hpp>
#include <caf/function_view.hpp>

#include <iostream>

namespace {

int complain(const char* what) {
  std::cerr << what << '\n';
  return 1;
}

int buy(const souk::shop_handles& handles) {
  auto catalog = caf::make_function_view(handles.catalog);
  auto carts = caf::make_function_view(handles.carts);
  auto orders = caf::make_function_view(handles.orders);

  auto made = catalog(souk::create_product{{.name = "Lamp", .price = {1999}, .stock = 5}});
  if (!made)
    return complain("The product was refused.");
  const auto id = made->product->id;
  auto cart = carts(souk::add_line{"ann", id, 2});
  if (!cart || cart->cart.total != souk::money{3998})
    return complain("The cart does not hold two lamps for 39.98.");
  auto placed = carts(souk::checkout{"ann"});
  if (!placed || placed->order->content.lines.size() != 1
      || placed->order->content.total != souk::money{3998})
    return complain("There is no order of two lamps for 39.98.");
  auto stored = orders(souk::get_order{"ann", placed->order->id});
  if (!stored || **stored != *placed->order)
    return complain("The order was not stored.");
  auto lamp = catalog(souk::get_product{id});
  if (!lamp || (*lamp)->fields.stock != int64_t{3})
    return complain("There are not three lamps left.");
  auto again = carts(souk::checkout{"ann"});
  if (again || souk::refusal_of(again.error()).code != souk::errc::cart_empty)
    return complain("The cart was not empty after the checkout.");
  return 0;
}

} // namespace

int main() {
  caf::actor_system_config config;
  caf::actor_system system{config};
  souk::shop shop{system, souk::open_database("memory:")};
  return buy(shop.handles());
}
