#pragma once

#include "actors/cart.hpp"
#include "actors/relay.hpp"
#include "actors/resident_carts.hpp"
#include "actors/sweep.hpp"
#include "messages/interfaces.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace souk {

/// The most carts in memory at a time; above it a new user is told to come back.
inline constexpr std::size_t carts_max = 1'000'000;

/// A cart leaves memory when this many sweeps have passed since its last command.
inline constexpr uint32_t sweeps_until_idle = 4;

/// Between two slices of a sweep, so that a million carts are swept in seconds and nobody notices.
inline constexpr std::chrono::milliseconds slice_every{1};

/// CARTS: spawns the CART of a user, and lets it go when it is idle.
struct carts_state {
  static inline constexpr auto name = "souk.carts";

  explicit carts_state(sweeping<carts_actor>::pointer owner)
    : self(owner), to_orders(owner->system()), to_store(owner->system()) {}

  /// Carts that are still at work cannot change the store from here on: the next CARTS may have
  /// opened theirs already.
  ~carts_state();

  void begin(std::shared_ptr<resident_carts> directory, const cart_peers& shop_peers,
             std::chrono::milliseconds cart_idle);
  sweeping<carts_actor>::behavior_type behavior();

  template <class Reply, class Command>
  caf::result<Reply> hand_on(Command& command);
  cart_actor open(const std::string& user);
  /// Lets some of the carts leave that are idle; returns whether the sweep has seen all of them.
  bool look_for_idle_carts();
  void passivate_if_idle(const std::string& user, const caf::actor_addr& asked,
                         const cart_activity& activity);

  sweeping<carts_actor>::pointer self;
  /// What the carts speak to.
  std::shared_ptr<const cart_peers> peers;
  relayed<orders_actor> to_orders;
  relayed<store_actor> to_store;
  std::chrono::milliseconds sweep_every{};
  std::shared_ptr<resident_carts> residents;
};

/// CARTS as an actor. A command whose cart is in memory goes there on the sender's thread, as it
/// is; only one whose cart is not, or which is refused as invalid, becomes a turn of CARTS.
class carts final : public sweeping<carts_actor>::stateful_base<carts_state> {
public:
  /// A cart leaves memory after idling for `cart_idle`, and returns with its lines on the next
  /// command of its user.
  /// `in_memory` counts the carts.
  carts(caf::actor_config& cfg, std::shared_ptr<const cart_peers> peers,
        std::chrono::milliseconds cart_idle, resident_carts::counter in_memory);

  using sweeping<carts_actor>::stateful_base<carts_state>::enqueue;
  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) override;

private:
  behavior_type make_behavior() override { return state.behavior(); }

  std::shared_ptr<resident_carts> residents_;
};

} // namespace souk
