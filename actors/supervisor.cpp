#include "actors/supervisor.hpp"

namespace souk {

namespace {

/// How soon the catalog's rows are asked for again while STORE itself is being started.
constexpr std::chrono::milliseconds ask_again_after{20};

} // namespace

void supervisor_state::reload_catalog() {
  ++reloads;
  if (!is_asking)
    ask_for_rows();
}

void supervisor_state::ask_for_rows() {
  // A database that failed has no more to tell.
  is_asking = !staff->stored->has_failed;
  if (!is_asking)
    return;
  self->request(staff->store.handle(), caf::infinite, load_catalog{})
    .then(
      [this, asked = reloads](stored_catalog& stored) {
        hand_over(std::move(stored));
        is_asking = false;
        if (asked != reloads)
          ask_for_rows();
      },
      [this](caf::error&) { self->delayed_send(self, ask_again_after, load_catalog{}); });
}

void supervisor_state::hand_over(stored_catalog stored) {
  if (!is_catalog_gone)
    return self->send(staff->catalog.handle(), std::move(stored));
  is_catalog_gone = false;
  self->monitor(staff->start_catalog(std::move(stored.products)));
  // What was stored since STORE answered was told to nobody.
  ++reloads;
}

void supervisor_state::restart(const caf::actor_addr& ended) {
  ++staff->restarts;
  if (staff->store.leads_to(ended)) {
    staff->options.on_restart("store");
    self->monitor(staff->start_store());
    // Its last changes may be durable without an answer.
    reload_catalog();
  } else if (staff->orders.leads_to(ended)) {
    staff->options.on_restart("orders");
    self->monitor(staff->start_orders());
  } else if (staff->carts.leads_to(ended)) {
    staff->options.on_restart("carts");
    self->monitor(staff->start_carts());
  } else if (staff->catalog.leads_to(ended)) {
    staff->options.on_restart("catalog");
    is_catalog_gone = true;
    reload_catalog();
  }
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
    [&state](const load_catalog&) { state.ask_for_rows(); },
  };
}

} // namespace souk
