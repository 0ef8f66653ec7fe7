#include "actors/orders.hpp"

#include "actors/request_keys.hpp"

#include <utility>

namespace souk {

namespace {

template <class... Commands>
bool is_one_of(const caf::type_erased_tuple& content) {
  return (content.match_elements<Commands>() || ...);
}

} // namespace

orders::orders(caf::actor_config& cfg, store_actor store)
  : orders_actor::base(cfg), store_(std::move(store)) {}

void orders::enqueue(caf::mailbox_element_ptr mail, caf::execution_unit* unit) {
  if (is_one_of<place, load_cart, get_order, list_orders>(mail->content()))
    caf::actor_cast<caf::abstract_actor*>(store_)->enqueue(std::move(mail), unit);
  else
    orders_actor::base::enqueue(std::move(mail), unit);
}

orders_actor::behavior_type orders::make_behavior() {
  return {
    [this](place& x) { return delegate(store_, std::move(x)); },
    [this](load_cart& x) { return delegate(store_, std::move(x)); },
    [this](cancel_order& x) {
      auto key = key_of(x);
      return delegate(store_, save_cancel{std::move(x.user), x.id, std::move(key), x.until});
    },
    [this](get_order& x) { return delegate(store_, std::move(x)); },
    [this](list_orders& x) { return delegate(store_, std::move(x)); },
  };
}

} // namespace souk
