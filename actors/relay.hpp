#pragma once

#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/monitorable_actor.hpp>

#include <cstdint>
#include <memory>
#include <mutex>

namespace souk {

/// The lasting address of an actor that may be restarted: hands every message on to whoever is
/// in office, on the sender's thread, without a mailbox or a turn of its own. While nobody is,
/// the sender gets CAF's answer for a dead receiver. Thread-safe.
class relay final : public caf::monitorable_actor {
public:
  explicit relay(caf::actor_config& cfg) : monitorable_actor(cfg) {}

  /// Who answers from now on; null for nobody. After `retire` the newcomer is ended instead.
  void point_to(caf::strong_actor_ptr target);

  /// Ends whoever is in office; nobody follows. Whoever monitors the relay is told.
  void retire();

  caf::strong_actor_ptr target() const;

  /// Messages that were handed on, ever.
  uint64_t handed_on() const;

  /// Messages that were handed to whoever is in office. CAF lets nobody else look into a mailbox.
  uint64_t handed_to_target() const;

  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) override;

  void enqueue(caf::strong_actor_ptr from, caf::message_id id, caf::message what,
               caf::execution_unit* unit) override;

private:
  /// Whom the next message goes to.
  caf::strong_actor_ptr next_receiver();

  mutable std::mutex mutex_;
  caf::strong_actor_ptr target_;
  bool is_retired_ = false;
  uint64_t handed_on_ = 0;
  /// To those who were in office before.
  uint64_t handed_to_others_ = 0;
};

/// A relay that points to nobody, and its address as a `Handle`.
template <class Handle>
class relayed {
public:
  explicit relayed(caf::actor_system& system) {
    caf::actor_config cfg;
    address_ = caf::make_actor<relay, caf::strong_actor_ptr>(system.next_actor_id(), system.node(),
                                                             &system, cfg);
    handle_ = caf::actor_cast<Handle>(address_);
  }

  /// What other actors and programs speak to; never changes.
  const Handle& handle() const { return handle_; }

  void point_to(const Handle& target) {
    get().point_to(caf::actor_cast<caf::strong_actor_ptr>(target));
  }

  /// Ends whoever is in office; nobody follows.
  void retire() { get().retire(); }

  caf::strong_actor_ptr target() const { return get().target(); }

  uint64_t handed_on() const { return get().handed_on(); }
  uint64_t handed_to_target() const { return get().handed_to_target(); }

  bool leads_to(const caf::actor_addr& address) const {
    return caf::actor_cast<caf::actor_addr>(target()) == address;
  }

private:
  relay& get() const {
    return *static_cast<relay*>(caf::actor_cast<caf::abstract_actor*>(address_));
  }

  caf::strong_actor_ptr address_;
  Handle handle_;
};

} // namespace souk
