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

  /// Sees to it that CATALOG gets the rows that STORE has from now on.
  void reload_catalog();
  void ask_for_rows();
  void hand_over(shop_staff& staff, stored_catalog stored);
  void restart(const caf::actor_addr& ended);

  caf::event_based_actor* self;
  /// Gone with the shop, which does not wait for this actor.
  std::weak_ptr<shop_staff> staff_of_shop;
  bool is_catalog_gone = false;
  bool is_asking = false;
  uint64_t reloads = 0;
};

/// Starts SUPERVISOR for a staff that has been started. CAF keeps the arguments until the actor's
/// first turn, which may come when the shop is gone.
caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         const std::weak_ptr<shop_staff>& staff_of_shop);

} // namespace souk
