#include "actors/orders.hpp"

#include "actors/answer.hpp"
#include "actors/request_keys.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace souk {

namespace {

/// Whoever reads the stock after the answer must find it lowered, so CATALOG is told first.
caf::result<order_reply> place_order(orders_actor::pointer self, const catalog_actor& catalog,
                                     const store_actor& store, place command) {
  auto rp = answer<order_reply>::make(self);
  auto checkout = command.draft.checkout;
  self->request(store, caf::infinite, std::move(command))
    .then(
      [self, catalog, rp, checkout](placed_order& stored) mutable {
        // An order of products without tracked stock held nothing.
        if (!stored.replayed && !stored.levels.empty())
          self->send(catalog, settle{checkout, std::move(stored.levels)});
        rp.deliver({std::move(stored.order), stored.replayed});
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
  return rp;
}

caf::result<order_reply> cancel(orders_actor::pointer self, const catalog_actor& catalog,
                                const store_actor& store, cancel_order command) {
  auto rp = answer<order_reply>::make(self);
  auto key = key_of(command);
  self
    ->request(store, caf::infinite,
              save_cancel{std::move(command.user), command.id, std::move(key)})
    .then(
      [self, catalog, rp](placed_order& canceled) mutable {
        if (!canceled.levels.empty())
          self->send(catalog, settle{canceled.order->content.checkout, std::move(canceled.levels)});
        rp.deliver({std::move(canceled.order), canceled.replayed});
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
  return rp;
}

} // namespace

orders_actor::behavior_type orders(orders_actor::pointer self, catalog_actor catalog,
                                   store_actor store) {
  return {
    [self, catalog, store](place& x) { return place_order(self, catalog, store, std::move(x)); },
    [self, catalog, store](cancel_order& x) { return cancel(self, catalog, store, std::move(x)); },
    [self, store](get_order& x) { return self->delegate(store, std::move(x)); },
    [self, store](list_orders& x) { return self->delegate(store, std::move(x)); },
    [self, store](load_cart& x) { return self->delegate(store, std::move(x)); },
  };
}

} // namespace souk
