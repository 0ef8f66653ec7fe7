#pragma once

#include "messages/interfaces.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace souk {

/// ORDERS: places orders, cancels them and finds them again. Keeps nothing in memory, and hands
/// every command on to STORE, in the order they came: a cart that is loaded by way of ORDERS is
/// what the orders before have left of it.
orders_actor::behavior_type orders(orders_actor::pointer self, store_actor store);

} // namespace souk
