#include "actors/orders.hpp"

#include "actors/command_rules.hpp"
#include "actors/request_keys.hpp"

#include <utility>

namespace souk {

namespace {

template <class... Commands>
bool is_one_of(const caf::type_erased_tuple& content) {
  return (content.match_elements<Commands>() || ...);
}

template <class... Commands>
bool is_valid_one_of(const caf::type_erased_tuple& content) {
  return ((content.match_elements<Commands>() && is_valid(content.get_as<Commands>(0))) || ...);
}

} // namespace

orders::orders(caf::actor_config& cfg, store_actor store)
  : orders_actor::base(cfg), store_(std::move(store)) {}

void orders::enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) {
  auto& what = mail->content();
  if (is_one_of<place, load_cart>(what) || is_valid_one_of<get_order, list_orders>(what))
    caf::actor_cast<caf::abstract_actor*>(store_)->enqueue(std::move(mail), unit);
  else
    orders_actor::base::enqueue(std::move(mail), unit);
}

template <class Reply, class Command>
caf::result<Reply> orders::hand_on(Command& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  return delegate(store_, std::move(command));
}

caf::result<placed_order> orders::cancel(cancel_order& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  auto key = key_of(command);
  return delegate(store_, save_cancel{std::move(command.user), command.id, std::move(key),
                                      std::move(command.only_if), command.until});
}

orders_actor::behavior_type orders::make_behavior() {
  return {
    [this](place& x) { return delegate(store_, std::move(x)); },
    [this](load_cart& x) { return delegate(store_, std::move(x)); },
    [this](cancel_order& x) { return cancel(x); },
    [this](get_order& x) { return hand_on<order_ptr>(x); },
    [this](list_orders& x) { return hand_on<order_page>(x); },
  };
}

} // namespace souk
