#include "actors/supervisor.hpp"

namespace souk {

namespace {

/// How soon the catalog's rows are asked for again while STORE itself is being started.
constexpr std::chrono::milliseconds reload_again_after{20};

} // namespace

void supervisor_state::reload_catalog() {
  self->request(staff->store.handle(), caf::infinite, load_catalog{})
    .then(
      [this](stored_catalog& stored) {
        self->monitor(staff->start_catalog(std::move(stored.products)));
      },
      [this](caf::error&) { self->delayed_send(self, reload_again_after, load_catalog{}); });
}

void supervisor_state::restart(const caf::actor_addr& ended) {
  ++staff->restarts;
  if (staff->store.leads_to(ended))
    self->monitor(staff->start_store());
  else if (staff->orders.leads_to(ended))
    self->monitor(staff->start_orders());
  else if (staff->carts.leads_to(ended))
    self->monitor(staff->start_carts());
  else if (staff->catalog.leads_to(ended))
    reload_catalog();
}

caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         std::shared_ptr<shop_staff> staff) {
  auto& state = self->state;
  state.staff = std::move(staff);
  self->set_down_handler([&state](const caf::down_msg& down) { state.restart(down.source); });
  for (auto& watched : {state.staff->store.target(), state.staff->orders.target(),
                        state.staff->carts.target(), state.staff->catalog.target()})
    if (watched)
      self->monitor(caf::actor_cast<caf::actor>(watched));
  return {
    [&state](const load_catalog&) { state.reload_catalog(); },
  };
}

} // namespace souk
