#pragma once

#include <caf/actor_cast.hpp>
#include <caf/actor_config.hpp>
#include <caf/actor_system.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>
#include <caf/monitorable_actor.hpp>
#include <caf/response_type.hpp>

#include <atomic>
#include <utility>

namespace souk {

/// The sender of one command: hands the first reply to a function and is garbage then. It has no
/// mailbox, no turn and no timeout, and costs one allocation.
template <class Function>
class reply_sink final : public caf::monitorable_actor {
public:
  reply_sink(caf::actor_config& cfg, Function fn) : monitorable_actor(cfg), fn_(std::move(fn)) {}

  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit*) override {
    if (answered_.test_and_set())
      return;
    // A throw here would kill the actor that replies. What the function held answers 500.
    try {
      fn_(mail->move_content_to_message());
    } catch (...) {
    }
  }

  void enqueue(caf::strong_actor_ptr from, caf::message_id id, caf::message what,
               caf::execution_unit* unit) override {
    enqueue(caf::make_mailbox_element(std::move(from), id, {}, std::move(what)), unit);
  }

private:
  Function fn_;
  std::atomic_flag answered_;
};

/// Sends a command whose reply goes to `fn(caf::message)`, which may be move-only.
/// It runs on the replying actor's thread, or on this one, inside the call, if `dest` is gone.
template <class Reply, class Handle, class Command, class Function>
void send_with_sink(caf::actor_system& system, const Handle& dest, Command command, Function fn) {
  static_assert(std::is_same_v<caf::response_type_t<typename Handle::signatures, Command>,
                               caf::detail::type_list<Reply>>,
                "the actor does not reply so to this command");
  caf::actor_config cfg;
  auto sink = caf::make_actor<reply_sink<Function>, caf::strong_actor_ptr>(
    system.next_actor_id(), system.node(), &system, cfg, std::move(fn));
  caf::actor_cast<caf::abstract_actor*>(dest)->enqueue(
    std::move(sink), caf::make_message_id(1), caf::make_message(std::move(command)), nullptr);
}

} // namespace souk
