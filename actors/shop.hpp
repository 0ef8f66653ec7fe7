#pragma once

#include "actors/shop_staff.hpp"
#include "messages/interfaces.hpp"
#include "storage/database.hpp"

#include <caf/actor.hpp>
#include <caf/actor_system.hpp>

#include <array>
#include <cstdint>
#include <future>
#include <memory>
#include <string_view>

namespace souk {

/// What other actors and programs speak to; never changes while the shop lives, whichever of its
/// actors are restarted behind it. Whoever monitors one is told when the shop has ended, not of
/// restarts. Do not link to one: your actor's end would end, and so restart, the one behind it.
struct shop_handles {
  public_catalog_actor catalog;
  carts_actor carts;
  public_orders_actor orders;
};

/// How many messages an actor was sent, whichever of its incarnations got them.
struct actor_traffic {
  std::string_view actor;
  uint64_t messages = 0;
};

/// All actors of one shop, spawned in the caller's actor system and ended together.
///
/// The handles may be used from any thread and any actor. The shop must be destroyed before its
/// actor system: until then neither `await_all_actors_done` nor the system's destructor returns. A
/// command that is under way then is answered with `unavailable`. A database of which `may_block`
/// is true is closed when the shop is gone: whoever destroys the shop waits for a commit that is
/// under way, and may open the same file again.
class shop {
public:
  /// Loads the catalog on the calling thread, then spawns the actors.
  /// Throws what `database` throws where it cannot be read, std::runtime_error with a line for the
  /// user where its prices are in another currency, and std::invalid_argument where there is no
  /// database or an option is not as `shop_options` says.
  shop(caf::actor_system& system, std::unique_ptr<database> rows, shop_options options = {});
  ~shop();

  shop(const shop&) = delete;
  shop& operator=(const shop&) = delete;

  const shop_handles& handles() const { return handles_; }

  /// Everything that happened in the shop, in order.
  const feed_actor& feed() const { return feed_; }

  /// That of its database.
  uint32_t mark() const { return mark_; }

  /// How often an actor of the shop ended before its time and was started anew.
  uint64_t restarts() const { return staff_->restarts; }

  /// What was stored since the shop was opened.
  const store_counters& stored() const { return *staff_->stored; }

  /// What the lasting actors were sent since the shop was opened.
  std::array<actor_traffic, 4> traffic() const;

  /// Carts that are in memory; the others come back with the next command of their user.
  std::size_t carts_in_memory() const { return *staff_->carts_in_memory; }

  /// Commands to whose turn STORE has not come.
  uint64_t store_backlog() const;

private:
  std::future<void> closed_;
  std::shared_ptr<shop_staff> staff_;
  shop_handles handles_;
  feed_actor feed_;
  uint32_t mark_;
  caf::actor supervisor_;
};

} // namespace souk
