#include "actors/relay.hpp"

#include <caf/detail/sync_request_bouncer.hpp>
#include <caf/exit_reason.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/send.hpp>

#include <utility>

namespace souk {

namespace {

void end(const caf::strong_actor_ptr& whom) {
  if (whom)
    caf::anon_send_exit(caf::actor_cast<caf::actor>(whom), caf::exit_reason::kill);
}

} // namespace

void relay::point_to(caf::strong_actor_ptr target) {
  std::unique_lock lock{mutex_};
  if (!is_retired_) {
    handed_to_others_ = handed_on_;
    return target_.swap(target);
  }
  lock.unlock();
  end(target);
}

void relay::retire() {
  std::unique_lock lock{mutex_};
  is_retired_ = true;
  auto last = std::exchange(target_, nullptr);
  lock.unlock();
  end(last);
  // Tells whoever monitors this address or is linked to it.
  cleanup(caf::exit_reason::user_shutdown, nullptr);
}

caf::strong_actor_ptr relay::target() const {
  std::lock_guard lock{mutex_};
  return target_;
}

uint64_t relay::handed_on() const {
  std::lock_guard lock{mutex_};
  return handed_on_;
}

uint64_t relay::handed_to_target() const {
  std::lock_guard lock{mutex_};
  return handed_on_ - handed_to_others_;
}

caf::strong_actor_ptr relay::next_receiver() {
  std::lock_guard lock{mutex_};
  handed_on_ += target_ ? 1 : 0;
  return target_;
}

void relay::enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) {
  if (auto current = next_receiver()) {
    current->enqueue(std::move(mail), unit);
    return;
  }
  caf::detail::sync_request_bouncer bounce{caf::exit_reason::unreachable};
  bounce(*mail);
}

void relay::enqueue(caf::strong_actor_ptr from, caf::message_id id, caf::message what,
                    caf::execution_unit* unit) {
  enqueue(caf::make_mailbox_element(std::move(from), id, {}, std::move(what)), unit);
}

} // namespace souk
