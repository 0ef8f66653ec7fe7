#include "actors/catalog.hpp"

#include "actors/answer.hpp"
#include "actors/command_rules.hpp"
#include "actors/request_keys.hpp"

namespace souk {

caf::result<product_reply> catalog_state::create(create_product& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  if (command.fields.price.unit != unit)
    return to_error({errc::currency_mismatch});
  auto key = key_of(command);
  if (!key.key.empty() && !keys_in_flight.insert(key.key).second)
    return to_error({errc::request_in_progress});
  auto rp = answer<product_reply>::make(self);
  self->request(store, caf::infinite, insert_product{std::move(command.fields), key, command.until})
    .then(
      [this, rp, key = key.key](product_reply& made) mutable {
        keys_in_flight.erase(key);
        // A replayed one too: the answer that told of it may have been lost.
        model.put(made.product);
        rp.deliver(std::move(made));
      },
      [this, rp, key = key.key](caf::error& err) mutable {
        keys_in_flight.erase(key);
        rp.deliver(std::move(err));
      });
  return rp;
}

template <class Command>
caf::result<product_ptr> catalog_state::change(Command& command) {
  auto rp = answer<product_ptr>::make(self);
  self->request(store, caf::infinite, std::move(command))
    .then(
      [this, rp](product_ptr& stored) mutable {
        model.put(stored);
        auto shown = model.find(stored->id);
        rp.deliver(shown ? std::move(shown) : std::move(stored));
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
  return rp;
}

caf::result<product_ptr> catalog_state::update(update_product& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  if (command.price && command.price->unit != unit)
    return to_error({errc::currency_mismatch});
  return change(command);
}

caf::result<stock_reply> catalog_state::move(const move_stock& command) {
  if (!is_valid(command))
    return to_error({errc::invalid_command});
  auto rp = answer<stock_reply>::make(self);
  save_movement change{command.product_id, command.kind,    command.quantity, command.reason,
                       key_of(command),    command.only_if, command.until};
  self->request(store, caf::infinite, std::move(change))
    .then(
      [this, rp](saved_movement& saved) mutable {
        auto& moved = *saved.moved;
        model.put_level({moved.product_id, moved.on_hand, moved.made.sequence});
        rp.deliver({std::move(saved.moved), saved.replayed});
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
  return rp;
}

caf::result<stock_page> catalog_state::show_stock(const get_stock& query) {
  if (!is_valid(query))
    return to_error({errc::invalid_command});
  if (!model.find(query.product_id))
    return to_error({errc::product_unknown});
  auto rp = answer<stock_page>::make(self);
  load_movements wanted{query.product_id, query.before, query.limit, query.until};
  self->request(store, caf::infinite, wanted)
    .then(
      [this, rp, id = query.product_id](movement_page& page) mutable {
        auto quoted = model.price({{id, 1}}).lines.front();
        auto& on_hand = quoted.product->fields.stock;
        const auto reserved = on_hand ? *on_hand - *quoted.available : 0;
        rp.deliver({id, on_hand, reserved, std::move(page)});
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
  return rp;
}

caf::result<product_ptr> catalog_state::get(const get_product& query) const {
  if (auto found = model.find(query.id))
    return found;
  return to_error({errc::product_unknown});
}

caf::result<product_page_ptr> catalog_state::list(const list_products& query) {
  if (!is_valid(query))
    return to_error({errc::invalid_command});
  return model.page(query);
}

caf::result<quoted_lines> catalog_state::take(const reserve& command) {
  auto taken = model.take(command, now());
  if (auto* why = std::get_if<refusal>(&taken))
    return to_error(std::move(*why));
  if (!is_sweeping) {
    is_sweeping = true;
    self->delayed_send(self, hold_doubted_after, sweep{});
  }
  return std::get<quoted_lines>(std::move(taken));
}

void catalog_state::settle_or_give_back(const checkout_id& checkout) {
  // While the disk hangs, one question waits for each hold, not one more after every sweep.
  if (!in_question.insert(checkout).second)
    return;
  self->request(store, caf::infinite, find_checkout{checkout})
    .then(
      [this, checkout](placed_order& stored) {
        in_question.erase(checkout);
        model.settle({checkout, std::move(stored.levels)});
      },
      // STORE is being restarted; a sweep asks again.
      [this, checkout](caf::error&) { in_question.erase(checkout); });
}

void catalog_state::settle_doubtful_holds() {
  is_sweeping = false;
  for (auto& checkout : model.doubtful_holds(now()))
    settle_or_give_back(checkout);
  if (model.has_holds()) {
    is_sweeping = true;
    self->delayed_send(self, hold_doubted_after, sweep{});
  }
}

sweeping<catalog_actor>::behavior_type
catalog(sweeping<catalog_actor>::stateful_pointer<catalog_state> self,
        std::vector<product_ptr> rows, store_actor store, clock_source now, currency unit) {
  auto& state = self->state;
  state.model = catalog_model{unit};
  for (auto& row : rows)
    state.model.put(std::move(row));
  state.store = std::move(store);
  state.now = std::move(now);
  state.unit = unit;
  // CAF tries one clause after the other: the frequent ones come first.
  return {
    [&state](const get_product& x) { return state.get(x); },
    [&state](const quote& x) { return state.model.price(x.lines); },
    [&state](const reserve& x) { return state.take(x); },
    [&state](const settle& x) { state.model.settle(x); },
    [&state](const list_products& x) { return state.list(x); },
    [&state](const release& x) { state.model.give_back(x.checkout); },
    [&state](const doubt& x) { state.settle_or_give_back(x.checkout); },
    [&state](const move_stock& x) { return state.move(x); },
    [&state](const get_stock& x) { return state.show_stock(x); },
    [&state](create_product& x) { return state.create(x); },
    [&state](update_product& x) { return state.update(x); },
    [&state](archive_product& x) { return state.change(x); },
    [&state](const stored_catalog& x) {
      for (auto& row : x.products)
        state.model.put(row);
    },
    [&state](const sweep&) { state.settle_doubtful_holds(); },
  };
}

} // namespace souk
