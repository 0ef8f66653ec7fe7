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
  const auto staff = staff_of_shop.lock();
  // A database that failed has no more to tell.
  is_asking = staff && !staff->stored->has_failed;
  if (!is_asking)
    return;
  self->request(staff->store.handle(), caf::infinite, load_catalog{})
    .then(
      [this, asked = reloads](stored_catalog& stored) {
        if (const auto at_hand = staff_of_shop.lock())
          hand_over(*at_hand, std::move(stored));
        is_asking = false;
        if (asked != reloads)
          ask_for_rows();
      },
      [this](caf::error&) { self->delayed_send(self, ask_again_after, load_catalog{}); });
}

void supervisor_state::hand_over(shop_staff& staff, stored_catalog stored) {
  if (!is_catalog_gone)
    return self->send(staff.catalog.handle(), std::move(stored));
  is_catalog_gone = false;
  self->monitor(staff.start_catalog(std::move(stored.products)));
  // What was stored since STORE answered was told to nobody.
  ++reloads;
}

void supervisor_state::restart(const caf::actor_addr& ended) {
  const auto staff = staff_of_shop.lock();
  if (!staff)
    return;
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
                         const std::weak_ptr<shop_staff>& staff_of_shop) {
  const auto staff = staff_of_shop.lock();
  if (!staff)
    return {};
  auto& state = self->state;
  state.staff_of_shop = staff;
  self->set_down_handler([&state](const caf::down_msg& down) { state.restart(down.source); });
  for (auto& watched : {staff->store.target(), staff->orders.target(), staff->carts.target(),
                        staff->catalog.target()})
    if (watched)
      self->monitor(caf::actor_cast<caf::actor>(watched));
  return {
    [&state](const load_catalog&) { state.ask_for_rows(); },
  };
}

} // namespace souk
