#pragma once

#include "actors/shop.hpp"
#include "http/product_texts.hpp"

#include <caf/actor_system.hpp>

#include <chrono>

namespace souk {

class route_table;

/// What the handlers of one server use. Lives longer than any of its requests.
struct context {
  caf::actor_system& system;
  const souk::shop& shop;
  const route_table& routes;
  currency unit;
  std::chrono::steady_clock::time_point started;
  product_texts& texts;

  const shop_handles& actors() const { return shop.handles(); }
};

} // namespace souk
