#pragma once

#include "actors/shop_staff.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>

#include <memory>

namespace souk {

/// SUPERVISOR: watches the actors of a shop, and starts each one anew from the store that ends
/// before the shop does.
struct supervisor_state {
  static inline constexpr auto name = "souk.supervisor";

  explicit supervisor_state(caf::event_based_actor* owner) : self(owner) {}

  /// Asks STORE for the rows of the catalog, again and again until it has them.
  void reload_catalog();
  void restart(const caf::actor_addr& ended);

  caf::event_based_actor* self;
  std::shared_ptr<shop_staff> staff;
};

/// Starts SUPERVISOR for a staff that has been started.
caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         std::shared_ptr<shop_staff> staff);

} // namespace souk
