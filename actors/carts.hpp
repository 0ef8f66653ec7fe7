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

/// How long a cart stays in memory without a command, and how many do; see `shop_options`.
struct carts_limits {
  std::chrono::milliseconds idle;
  std::size_t most;
};

/// A cart leaves memory when this many sweeps have passed since its last command.
inline constexpr uint32_t sweeps_until_idle = 4;

/// Between two slices of a sweep, so that a million carts are swept in seconds and nobody notices.
inline constexpr std::chrono::milliseconds slice_every{1};

/// Between two sweeps, how often it is looked whether so many carts have come that the next one
/// cannot wait.
inline constexpr std::chrono::milliseconds look_every{1'000};

/// CARTS: spawns the CART of a user, and lets it go when it is idle.
struct carts_state {
  static inline constexpr auto name = "souk.carts";

  explicit carts_state(sweeping<carts_actor>::pointer owner)
    : self(owner), to_orders(owner->system()), to_store(owner->system()) {}

  /// Carts that are still at work cannot change the store from here on: the next CARTS may have
  /// opened theirs already.
  ~carts_state();

  void begin(std::shared_ptr<resident_carts> directory, const cart_peers& shop_peers,
             const carts_limits& limits);
  sweeping<carts_actor>::behavior_type behavior();

  template <class Reply, class Command>
  caf::result<Reply> hand_on(Command& command);
  cart_actor open(const std::string& user);
  /// Goes on with the sweep, if it is time; returns after how long to come back.
  std::chrono::milliseconds sweep_on();
  /// Lets some of the carts leave that had no command for so many sweeps; returns whether this
  /// sweep has seen all of them.
  bool look_for_idle_carts(uint32_t sweeps);
  void passivate_if_idle(const std::string& user, const caf::actor_addr& asked,
                         const cart_activity& activity);

  sweeping<carts_actor>::pointer self;
  /// What the carts speak to.
  std::shared_ptr<const cart_peers> peers;
  relayed<orders_actor> to_orders;
  relayed<store_actor> to_store;
  std::chrono::milliseconds sweep_every{};
  /// Until the next sweep; zero while one is under way.
  std::chrono::milliseconds pause{};
  std::size_t most = 0;
  std::shared_ptr<resident_carts> residents;
};

/// CARTS as an actor. A command whose cart is in memory goes there on the sender's thread, as it
/// is; only one whose cart is not, or which is refused as invalid, becomes a turn of CARTS.
class carts final : public sweeping<carts_actor>::stateful_base<carts_state> {
public:
  /// A cart that has left memory returns with its lines on the next command of its user.
  /// `in_memory` counts the carts.
  carts(caf::actor_config& cfg, std::shared_ptr<const cart_peers> peers, const carts_limits& limits,
        resident_carts::counter in_memory);

  using sweeping<carts_actor>::stateful_base<carts_state>::enqueue;
  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) override;

private:
  behavior_type make_behavior() override { return state.behavior(); }

  std::shared_ptr<resident_carts> residents_;
};

} // namespace souk
