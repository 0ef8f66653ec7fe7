#include "actors/cart.hpp"

#include <utility>

/// The part of CART that turns lines into an order: CATALOG reserves, ORDERS stores, and on any
/// refusal the stock is released and the lines may be changed again.

namespace souk {

caf::result<order_reply> cart_state::check_out(checkout& command) {
  auto rp = answer<order_reply>::make(self);
  auto key = shared_key_of(command);
  if (!begin_key(key))
    rp.refuse({errc::request_in_progress});
  else
    in_turn([this, rp, command = std::move(command), key = std::move(key)] {
      when_loaded(rp, key, [this, rp, command, key] {
        reserve_stock(rp, command, key);
        end_turn();
      });
    });
  return rp;
}

void cart_state::reserve_stock(answer<order_reply> rp, const checkout& command,
                               const shared_key& key) {
  if (model.is_checking_out())
    return refuse(rp, key, {errc::checkout_in_progress});
  if (auto code = why_not_begin(command))
    return refuse(rp, key, {*code});
  if (model.is_empty())
    return refuse(rp, key, {errc::cart_empty});
  const checkout_id id{peers->run, self->id(), ++checkouts};
  model.begin_checkout();
  reserve wanted{id, model.lines(), command.expected_total};
  self->request(peers->catalog, caf::infinite, std::move(wanted))
    .then([this, rp, id, key, until = command.until](
            const quoted_lines& quoted) { place_order(rp, key, id, until, quoted); },
          [this, rp, key, id](caf::error& err) { refuse_checkout(rp, key, id, refusal_of(err)); });
}

void cart_state::place_order(answer<order_reply> rp, shared_key key, checkout_id id, deadline until,
                             const quoted_lines& quoted) {
  auto draft = draft_order(id, user, quoted, peers->unit);
  if (auto* code = std::get_if<errc>(&draft))
    return refuse_checkout(rp, key, id, {*code});
  place command_to_store{std::get<order_draft>(std::move(draft)), stored(key), until};
  self->request(peers->orders, caf::infinite, std::move(command_to_store))
    .then(
      [this, rp, key, id](placed_order& placed) mutable {
        // The key had its order before: this cart and its stock stay as they were.
        if (placed.replayed)
          self->send(peers->catalog, release{id});
        end_checkout(!placed.replayed);
        end_key(key);
        rp.deliver({std::move(placed.order), placed.replayed});
      },
      [this, rp, key, id](caf::error& err) mutable {
        auto why = refusal_of(err);
        if (is_certain(why.code))
          return refuse_checkout(rp, key, id, std::move(why));
        // The order may be stored: CATALOG asks STORE whether the stock is free again.
        self->send(peers->catalog, doubt{id});
        rp.refuse(std::move(why));
        give_up();
      });
}

void cart_state::refuse_checkout(answer<order_reply> rp, const shared_key& key, checkout_id id,
                                 refusal why) {
  self->send(peers->catalog, release{id});
  end_checkout(false);
  if (!why.replayed)
    return refuse(rp, key, std::move(why));
  end_key(key);
  rp.refuse(std::move(why));
}

void cart_state::end_checkout(bool succeeded) {
  model.end_checkout(succeeded);
  if (auto next = std::exchange(after_checkout, {}))
    next();
}

} // namespace souk
