#include "actors/carts.hpp"

#include "actors/answer.hpp"

#include <algorithm>

namespace souk {

carts_state::~carts_state() {
  to_orders.point_to(orders_actor{});
  to_store.point_to(store_actor{});
}

template <class Reply, class Command>
caf::result<Reply> carts_state::hand_on(Command& command) {
  auto found = residents.find(command.user);
  const bool is_new = found == residents.end();
  if (is_new) {
    if (residents.size() >= carts_max)
      return to_error({errc::overloaded});
    found = residents.try_emplace(command.user).first;
    found->second.waiting = std::make_unique<std::vector<std::function<void(const cart_actor&)>>>();
  }
  auto& entry = found->second;
  entry.used_in_sweep = sweeps;
  ++entry.commands;
  if (entry.cart)
    return self->delegate(entry.cart, std::move(command));
  auto rp = answer<Reply>::make(self);
  const auto user = command.user;
  entry.waiting->push_back([rp, command = std::move(command)](const cart_actor& cart) mutable {
    if (cart)
      rp.delegate(cart, std::move(command));
    else
      rp.refuse({errc::unavailable});
  });
  if (is_new)
    load(user);
  return rp;
}

void carts_state::load(const std::string& user) {
  // By way of ORDERS, so that an order of a cart that has ended is stored before.
  self->request(peers->orders, caf::infinite, load_cart{user})
    .then([this, user](stored_cart& row) { open(user, std::move(row)); },
          [this, user](caf::error&) { fail(user); });
}

void carts_state::open(const std::string& user, stored_cart row) {
  auto& entry = residents.at(user);
  entry.cart = self->spawn(souk::cart, user, std::move(row), peers);
  self->monitor(entry.cart);
  auto waiting = std::exchange(entry.waiting, nullptr);
  for (auto& each : *waiting)
    each(entry.cart);
}

void carts_state::fail(const std::string& user) {
  auto waiting = std::move(residents.at(user).waiting);
  residents.erase(user);
  for (auto& each : *waiting)
    each(cart_actor{});
}

void carts_state::forget(const caf::down_msg& down) {
  std::erase_if(residents, [&](auto& each) {
    return each.second.cart && each.second.cart.address() == down.source;
  });
}

void carts_state::look_for_idle_carts() {
  ++sweeps;
  for (auto& [user, entry] : residents)
    if (entry.cart && sweeps - entry.used_in_sweep >= sweeps_until_idle)
      self->request(entry.cart, caf::infinite, passivate{})
        .then(
          [this, user = user](const cart_activity& activity) { passivate_if_idle(user, activity); },
          [](caf::error&) {}); // it ended by itself; DOWN cleans up
}

void carts_state::passivate_if_idle(const std::string& user, const cart_activity& activity) {
  auto found = residents.find(user);
  if (found == residents.end() || !found->second.cart)
    return;
  // A command handed on since the cart answered keeps it: nothing on its way can be lost.
  if (!activity.idle || activity.commands != found->second.commands)
    return;
  self->demonitor(found->second.cart.address());
  residents.erase(found); // the last handle: the actor ends
}

carts_actor::behavior_type carts(carts_actor::stateful_pointer<carts_state> self,
                                 std::shared_ptr<const cart_peers> peers,
                                 std::chrono::milliseconds cart_idle) {
  auto& state = self->state;
  state.to_orders.point_to(peers->orders);
  state.to_store.point_to(peers->store);
  state.peers = std::make_shared<cart_peers>(cart_peers{
    peers->catalog, state.to_orders.handle(), state.to_store.handle(), peers->unit, peers->run});
  state.sweep_every = std::max<std::chrono::milliseconds>(cart_idle / sweeps_until_idle,
                                                          std::chrono::milliseconds{10});
  self->set_down_handler([&state](const caf::down_msg& down) { state.forget(down); });
  self->delayed_send(self, state.sweep_every, sweep{});
  return {
    [&state](add_line& x) { return state.hand_on<cart_reply>(x); },
    [&state](remove_line& x) { return state.hand_on<cart_reply>(x); },
    [&state](view_cart& x) { return state.hand_on<cart_reply>(x); },
    [&state](checkout& x) { return state.hand_on<order_reply>(x); },
    [self, &state](const sweep&) {
      state.look_for_idle_carts();
      self->delayed_send(self, state.sweep_every, sweep{});
    },
  };
}

} // namespace souk
