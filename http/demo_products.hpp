#pragma once

#include "messages/interfaces.hpp"

#include <caf/actor_system.hpp>

namespace souk {

/// Puts a few products into the shop if it has none. Waits for it; the actors must be running.
void add_demo_products(caf::actor_system& system, const public_catalog_actor& catalog,
                       currency unit);

} // namespace souk
