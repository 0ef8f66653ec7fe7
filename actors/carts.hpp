#pragma once

#include "actors/cart.hpp"
#include "actors/relay.hpp"
#include "messages/interfaces.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <chrono>
#include <unordered_map>

namespace souk {

/// The most carts in memory at a time; above it a new user is told to come back.
inline constexpr std::size_t carts_max = 1'000'000;

/// A cart leaves memory when this many sweeps have passed since its last command.
inline constexpr uint32_t sweeps_until_idle = 4;

/// CARTS: finds the CART of a user, or loads and spawns it.
struct carts_state {
  static inline constexpr auto name = "souk.carts";

  explicit carts_state(carts_actor::pointer owner)
    : self(owner), to_orders(owner->system()), to_store(owner->system()) {}

  /// Carts that are still at work cannot change the store from here on: the next CARTS may have
  /// loaded theirs already.
  ~carts_state();

  struct resident {
    cart_actor cart;
    /// Commands handed on, to see whether one is under way when the cart says it is idle.
    uint64_t commands = 0;
    uint32_t used_in_sweep = 0;
    /// Commands that wait for the cart to be loaded; they get a null handle if it cannot be.
    std::unique_ptr<std::vector<std::function<void(const cart_actor&)>>> waiting;
  };

  template <class Reply, class Command>
  caf::result<Reply> hand_on(Command& command);
  void load(const std::string& user);
  void open(const std::string& user, stored_cart row);
  void fail(const std::string& user);
  void forget(const caf::down_msg& down);
  void look_for_idle_carts();
  void passivate_if_idle(const std::string& user, const cart_activity& activity);

  carts_actor::pointer self;
  /// What the carts speak to.
  std::shared_ptr<const cart_peers> peers;
  relayed<orders_actor> to_orders;
  relayed<store_actor> to_store;
  std::chrono::milliseconds sweep_every{};
  std::unordered_map<std::string, resident> residents;
  uint32_t sweeps = 0;
};

/// Starts CARTS. A cart leaves memory after idling for `cart_idle`, and returns with its lines on
/// the next command of its user.
carts_actor::behavior_type carts(carts_actor::stateful_pointer<carts_state> self,
                                 std::shared_ptr<const cart_peers> peers,
                                 std::chrono::milliseconds cart_idle);

} // namespace souk
