#include "actors/orders.hpp"

#include "actors/request_keys.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace souk {

orders_actor::behavior_type orders(orders_actor::pointer self, store_actor store) {
  return {
    [self, store](place& x) { return self->delegate(store, std::move(x)); },
    [self, store](load_cart& x) { return self->delegate(store, std::move(x)); },
    [self, store](cancel_order& x) {
      auto key = key_of(x);
      return self->delegate(store, save_cancel{std::move(x.user), x.id, std::move(key), x.until});
    },
    [self, store](get_order& x) { return self->delegate(store, std::move(x)); },
    [self, store](list_orders& x) { return self->delegate(store, std::move(x)); },
  };
}

} // namespace souk
