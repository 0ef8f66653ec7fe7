#pragma once

#include "messages/interfaces.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace souk {

/// ORDERS: places orders, cancels them and finds them again. Keeps nothing in memory, and hands
/// every valid command on to STORE: one that STORE understands as it is, on the sender's thread,
/// without a turn. Those come to STORE in the order they came here: a cart that is loaded by way of
/// ORDERS is what the orders before have left of it.
class orders final : public orders_actor::base {
public:
  orders(caf::actor_config& cfg, store_actor store);

  using orders_actor::base::enqueue;
  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) override;

private:
  behavior_type make_behavior() override;

  /// Lets STORE answer a command that is valid.
  template <class Reply, class Command>
  caf::result<Reply> hand_on(Command& command);
  caf::result<placed_order> cancel(cancel_order& command);

  const store_actor store_;
};

} // namespace souk
