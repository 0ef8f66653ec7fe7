#pragma once

#include "messages/interfaces.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace souk {

/// ORDERS: stores orders and tells CATALOG what stock they left. Keeps nothing in memory: an
/// order never changes between the request that stores it and the one that reads it.
orders_actor::behavior_type orders(orders_actor::pointer self, catalog_actor catalog,
                                   store_actor store);

} // namespace souk
