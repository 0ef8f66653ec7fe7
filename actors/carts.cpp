#include "actors/carts.hpp"

#include "actors/command_rules.hpp"
#include "messages/countable_time.hpp"

#include <algorithm>
#include <utility>

namespace souk {

namespace {

/// Whose cart a command is for; null if it is not valid.
template <class Command>
const std::string* user_of(const Command& command) {
  return is_valid(command) ? &command.user : nullptr;
}

/// Whose cart a message is for; null if it is none of these commands, or not a valid one.
template <class... Commands>
const std::string* user_of(const caf::type_erased_tuple& content) {
  const std::string* user = nullptr;
  ((content.match_elements<Commands>() && (user = user_of(content.get_as<Commands>(0)))) || ...);
  return user;
}

} // namespace

carts_state::~carts_state() {
  to_orders.point_to(orders_actor{});
  to_store.point_to(store_actor{});
  if (residents)
    residents->clear();
}

void carts_state::begin(std::shared_ptr<resident_carts> directory, const cart_peers& shop_peers,
                        const carts_limits& limits) {
  residents = std::move(directory);
  to_orders.point_to(shop_peers.orders);
  to_store.point_to(shop_peers.store);
  peers = std::make_shared<cart_peers>(cart_peers{
    shop_peers.catalog, to_orders.handle(), to_store.handle(), shop_peers.unit, shop_peers.run});
  sweep_every = std::max<std::chrono::milliseconds>(countable(limits.idle / sweeps_until_idle),
                                                    std::chrono::milliseconds{10});
  pause = sweep_every;
  most = limits.most;
}

sweeping<carts_actor>::behavior_type carts_state::behavior() {
  self->delayed_send(self, slice_every, sweep{});
  return {
    [this](add_line& x) { return hand_on<cart_reply>(x); },
    [this](remove_line& x) { return hand_on<cart_reply>(x); },
    [this](view_cart& x) { return hand_on<cart_reply>(x); },
    [this](checkout& x) { return hand_on<order_reply>(x); },
    [this](const sweep&) { self->delayed_send(self, sweep_on(), sweep{}); },
  };
}

template <class Reply, class Command>
caf::result<Reply> carts_state::hand_on(Command& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  const auto user = command.user;
  // One that was opened since this command was sent.
  auto cart = residents->next_command_to(user);
  if (!cart && residents->size() < most)
    cart = open(user);
  auto result = cart ? caf::result<Reply>{self->delegate(cart, std::move(command))}
                     : caf::result<Reply>{to_error({errc::overloaded})};
  // Those that come later may pass by now: this one is in the cart's mailbox.
  residents->handed_on(user);
  return result;
}

cart_actor carts_state::open(const std::string& user) {
  auto cart = self->spawn(souk::cart, user, peers);
  // In the turn in which it ends: a command that comes later finds a cart that lives.
  cart->attach_functor([directory = residents, user, address = cart.address()](const caf::error&) {
    directory->remove(user, address);
  });
  residents->enter(user, cart);
  return cart;
}

std::chrono::milliseconds carts_state::sweep_on() {
  const bool is_crowded = residents->size() > most / 2;
  if (pause.count() > 0 && !is_crowded) {
    const auto step = std::min(pause, look_every);
    pause -= step;
    return step;
  }
  pause = look_for_idle_carts(is_crowded ? 1 : sweeps_until_idle) ? sweep_every
                                                                  : std::chrono::milliseconds{0};
  return slice_every;
}

bool carts_state::look_for_idle_carts(uint32_t sweeps) {
  const auto slice = residents->unused_for(sweeps);
  for (auto& [user, cart] : slice.unused)
    self->request(cart, caf::infinite, passivate{})
      .then([this, user = user, asked = cart.address()](
              const cart_activity& activity) { passivate_if_idle(user, asked, activity); },
            [](caf::error&) {}); // it ended by itself
  return slice.is_last;
}

void carts_state::passivate_if_idle(const std::string& user, const caf::actor_addr& asked,
                                    const cart_activity& activity) {
  // A command sent on since the cart answered keeps it: nothing on its way can be lost.
  // Where it leaves, that was the last handle: the actor ends.
  if (activity.idle)
    residents->leave(user, asked, activity.commands);
}

carts::carts(caf::actor_config& cfg, std::shared_ptr<const cart_peers> peers,
             const carts_limits& limits, resident_carts::counter in_memory)
  : stateful_actor(cfg), residents_(std::make_shared<resident_carts>(std::move(in_memory))) {
  state.begin(residents_, *peers, limits);
}

void carts::enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) {
  auto* user = user_of<add_line, view_cart, checkout, remove_line>(mail->content());
  auto cart = user ? residents_->next_direct_command_to(*user) : cart_actor{};
  if (cart)
    caf::actor_cast<caf::abstract_actor*>(cart)->enqueue(std::move(mail), unit);
  else
    stateful_actor::enqueue(std::move(mail), unit);
}

} // namespace souk
