// A shop inside another program: its actors live in the caller's actor system, on CAF's own
// scheduler, and are asked like any other actor. No HTTP.

#include "actors/shop.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/function_view.hpp>

#include <iostream>

int main() {
  caf::actor_system_config config;
  caf::actor_system system{config};
  souk::shop shop{system, souk::open_database("memory:")};

  // An actor would use request and then; a function view waits for the reply.
  auto catalog = caf::make_function_view(shop.handles().catalog);
  auto carts = caf::make_function_view(shop.handles().carts);

  auto made = catalog(souk::create_product{{.name = "Tea glass", .price = {450}, .stock = 12}});
  if (!made)
    return 1;
  auto cart = carts(souk::add_line{"ann", made->product->id, 3});
  if (!cart)
    return 1;
  auto placed = carts(souk::checkout{.user = "ann", .expected_total = cart->cart.total});
  if (!placed) {
    std::cerr << "no order: " << to_string(souk::refusal_of(placed.error()).code) << '\n';
    return 1;
  }

  // Money is whole minor units, here cents, and never floating point.
  std::cout << "Order " << placed->order->id << " of " << placed->order->content.user << '\n';
  for (const auto& line : placed->order->content.lines)
    std::cout << line.quantity << " x " << line.name << ": " << line.line_total.minor << " cents\n";
  std::cout << "Total: " << placed->order->content.total.minor << " cents\n";
}
