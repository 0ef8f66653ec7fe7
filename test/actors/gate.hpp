#pragma once

#include "messages/error.hpp"

#include <boost/test/unit_test.hpp>
#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/detail/sync_request_bouncer.hpp>
#include <caf/exit_reason.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>
#include <caf/monitorable_actor.hpp>

#include <deque>
#include <utility>

namespace souk::test {

/// Stands before an actor: lets messages through, or keeps them until the test decides.
class gate_actor final : public caf::monitorable_actor {
public:
  explicit gate_actor(caf::actor_config& cfg) : monitorable_actor(cfg) {}

  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit*) override {
    if (is_open)
      target->enqueue(std::move(mail), nullptr);
    else
      kept.push_back(std::move(mail));
  }

  void enqueue(caf::strong_actor_ptr from, caf::message_id id, caf::message what,
               caf::execution_unit* unit) override {
    enqueue(caf::make_mailbox_element(std::move(from), id, {}, std::move(what)), unit);
  }

  bool is_open = true;
  caf::strong_actor_ptr target;
  std::deque<caf::mailbox_element_ptr> kept;
};

/// One arrow between two actors that a test can interrupt.
template <class Handle>
class gate {
public:
  explicit gate(caf::actor_system& system, const Handle& target = Handle{}) {
    caf::actor_config cfg;
    address_ = caf::make_actor<gate_actor, caf::strong_actor_ptr>(system.next_actor_id(),
                                                                  system.node(), &system, cfg);
    handle = caf::actor_cast<Handle>(address_);
    lead_to(target);
  }

  gate(const gate&) = delete;
  gate& operator=(const gate&) = delete;

  /// What is kept still names its sender, who may hold this gate.
  ~gate() {
    get().kept.clear();
    get().target = nullptr;
  }

  void lead_to(const Handle& target) {
    get().target = caf::actor_cast<caf::strong_actor_ptr>(target);
  }

  void close() { get().is_open = false; }

  /// Lets through what waits, and all that comes.
  void open() {
    get().is_open = true;
    while (waiting() > 0)
      let_one_through();
  }

  std::size_t waiting() const { return get().kept.size(); }

  void let_one_through() { get().target->enqueue(take(), nullptr); }

  /// The first message that waits.
  template <class Command>
  const Command& first() const {
    BOOST_REQUIRE(waiting() > 0U);
    auto& content = get().kept.front()->content();
    BOOST_REQUIRE(content.template match_elements<Command>());
    return content.template get_as<Command>(0);
  }

  /// Lets the second that waits overtake the first.
  void overtake() {
    BOOST_REQUIRE(waiting() > 1U);
    std::swap(get().kept[0], get().kept[1]);
  }

  /// Answers the first that waits in place of the actor.
  void refuse_one(refusal why) { answer_one(caf::make_message(to_error(std::move(why)))); }

  template <class Reply>
  void reply_to_one(Reply reply) {
    answer_one(caf::make_message(std::move(reply)));
  }

  /// Answers the first that waits as CAF does for an actor that is gone.
  void bounce_one() {
    caf::detail::sync_request_bouncer bounce{caf::exit_reason::kill};
    bounce(*take());
  }

  Handle handle;

private:
  gate_actor& get() const {
    return *static_cast<gate_actor*>(caf::actor_cast<caf::abstract_actor*>(address_));
  }

  caf::mailbox_element_ptr take() {
    BOOST_REQUIRE(waiting() > 0U);
    auto mail = std::move(get().kept.front());
    get().kept.pop_front();
    return mail;
  }

  void answer_one(caf::message what) {
    auto mail = take();
    mail->sender->enqueue(nullptr, mail->mid.response_id(), std::move(what), nullptr);
  }

  caf::strong_actor_ptr address_;
};

} // namespace souk::test
