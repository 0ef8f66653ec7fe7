#include "http/demo_products.hpp"

#include <caf/scoped_actor.hpp>

namespace souk {

namespace {

std::vector<product_fields> demo_products(currency unit) {
  auto price = [&](int64_t minor) { return money{minor, unit}; };
  return {
    {"Brass lantern", price(4950), "Hand-punched, for a candle or a bulb.", 12, "LAN-1", "light"},
    {"Mint tea", price(690), "Dried leaves, 100 g.", {}, "TEA-1", "pantry"},
    {"Saffron", price(1480), "Threads, 1 g.", 40, "SAF-1", "pantry"},
    {"Kilim rug", price(18900), "Wool, 120 x 180 cm.", 3, "RUG-1", "home"},
    {"Tea glasses", price(2400), "Six of them, gilded.", 25, "GLA-1", "home"},
  };
}

} // namespace

void add_demo_products(caf::actor_system& system, const public_catalog_actor& catalog,
                       currency unit) {
  caf::scoped_actor self{system};
  bool is_empty = false;
  self->request(catalog, caf::infinite, list_products{0, 1})
    .receive([&](const product_page_ptr& page) { is_empty = page->products.empty(); },
             [](caf::error&) {});
  if (!is_empty)
    return;
  for (auto& fields : demo_products(unit))
    self->request(catalog, caf::infinite, create_product{std::move(fields)})
      .receive([](const product_reply&) {}, [](caf::error&) {});
}

} // namespace souk
