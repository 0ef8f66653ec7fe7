#include "actors/cart.hpp"

#include <algorithm>

namespace souk {

namespace {

/// What the key was answered with, if it fits the command at all.
std::optional<cart_reply> kept_reply(const kept_answer& kept, const answer<cart_reply>&) {
  return kept.cart ? std::optional{cart_reply{*kept.cart, true}} : std::nullopt;
}

std::optional<order_reply> kept_reply(const kept_answer& kept, const answer<order_reply>&) {
  return kept.order ? std::optional{order_reply{kept.order, true}} : std::nullopt;
}

} // namespace

caf::result<cart_reply> cart_state::add(add_line& command) {
  auto key = shared_key_of(command);
  auto change = std::make_shared<adding>(
    adding{answer<cart_reply>::make(self), std::move(command), std::move(key)});
  if (!begin_key(change->key))
    change->rp.refuse({errc::request_in_progress});
  else
    in_turn([this, change] { begin_add(change); });
  return change->rp;
}

void cart_state::begin_add(const std::shared_ptr<adding>& change) {
  auto next = [this, change] { quote_add(change); };
  // Only a precondition has to know the cart; during a checkout it is refused.
  if (change->command.only_if)
    when_loaded(change->rp, change->key, next);
  else if (model.is_checking_out())
    after_checkout = next;
  else
    next();
}

void cart_state::quote_add(const std::shared_ptr<adding>& change) {
  auto& command = change->command;
  if (const auto code = why_not_begin(command)) {
    refuse(change->rp, change->key, {*code});
    return end_turn();
  }
  auto lines = model.lines();
  lines.push_back({command.product_id, command.quantity});
  self->request(peers->catalog, caf::infinite, quote{std::move(lines)})
    .then([this, change](const quoted_lines& quoted) { store_add(change, quoted); },
          [this, change](caf::error& err) { fail_turn(change->rp, change->key, std::move(err)); });
}

void cart_state::store_add(const std::shared_ptr<adding>& change, const quoted_lines& quoted) {
  auto& [rp, command, key, reply] = *change;
  auto& wanted = quoted.lines.back().product;
  const bool is_known = wanted && !wanted->archived;
  const auto code = is_known ? model.why_not_add({command.product_id, command.quantity})
                             : std::optional{errc::product_unknown};
  if (code) {
    refuse(rp, key, {*code});
    return end_turn();
  }
  const cart_line added{command.product_id, command.quantity, wanted->fields.price,
                        wanted->version};
  auto next = model;
  next.add(added);
  reply.cart = next.view(user, quoted, peers->unit);
  if (!is_total(reply.cart)) {
    refuse(rp, key, {errc::total_too_large});
    return end_turn();
  }
  save_line row{user, added, stored(key), key ? reply.cart : cart_view{}};
  row.until = command.until;
  if (!is_loaded)
    row.only_if = {seen_state{}};
  self->request(peers->store, caf::infinite, std::move(row))
    .then([this, change, added](const saved_cart& saved) { end_add(change, added, saved); },
          [this, change](caf::error& err) { fail_store(change->rp, change->key, std::move(err)); });
}

void cart_state::end_add(const std::shared_ptr<adding>& change, const cart_line& added,
                         const saved_cart& saved) {
  if (saved.found) {
    // With every order of a cart that has ended: ORDERS handed it on to STORE at once.
    load(*saved.found);
    return quote_add(change);
  }
  if (saved.replayed) {
    change->rp.deliver({*saved.replayed, true});
  } else {
    model.add(added);
    is_loaded = true;
    change->rp.deliver(std::move(change->reply));
  }
  end_key(change->key);
  end_turn();
}

void cart_state::load(stored_cart row) {
  model = cart_model{std::move(row)};
  is_loaded = true;
}

caf::result<cart_reply> cart_state::remove(const remove_line& command) {
  auto rp = answer<cart_reply>::make(self);
  in_turn([this, rp, command] {
    when_loaded(rp, {}, [this, rp, command] { quote_remove(rp, command); });
  });
  return rp;
}

void cart_state::quote_remove(answer<cart_reply> rp, const remove_line& command) {
  const auto product_id = command.product_id;
  auto code = why_not_begin(command);
  if (!code)
    code = model.why_not_remove(product_id);
  if (code) {
    rp.refuse({*code});
    return end_turn();
  }
  auto next = model;
  next.remove(product_id);
  self->request(peers->catalog, caf::infinite, quote{next.lines()})
    .then([this, rp, command](const quoted_lines& quoted) { store_remove(rp, command, quoted); },
          [this, rp](caf::error& err) { fail_turn(rp, {}, std::move(err)); });
}

void cart_state::store_remove(answer<cart_reply> rp, const remove_line& command,
                              const quoted_lines& quoted) {
  const auto product_id = command.product_id;
  auto next = model;
  next.remove(product_id);
  auto seen = next.view(user, quoted, peers->unit);
  self->request(peers->store, caf::infinite, drop_line{user, product_id, command.until})
    .then(
      [this, rp, product_id, seen = std::move(seen)](const saved_cart&) mutable {
        model.remove(product_id);
        rp.deliver({std::move(seen)});
        end_turn();
      },
      [this, rp](caf::error& err) { fail_store(rp, {}, std::move(err)); });
}

caf::result<cart_reply> cart_state::view(const view_cart& query) {
  if (query.until.has_passed())
    return to_error({errc::deadline_exceeded});
  auto rp = answer<cart_reply>::make(self);
  if (is_loaded)
    show(rp);
  else
    in_turn([this, rp] {
      when_loaded(rp, {}, [this, rp] {
        show(rp);
        end_turn();
      });
    });
  return rp;
}

void cart_state::show(answer<cart_reply> rp) {
  self->request(peers->catalog, caf::infinite, quote{model.lines()})
    .then(
      [this, rp, then = model](const quoted_lines& quoted) mutable {
        rp.deliver({then.view(user, quoted, peers->unit)});
      },
      [rp](caf::error& err) mutable { rp.deliver(std::move(err)); });
}

cart_activity cart_state::activity() const {
  return {commands, !is_running && turns.empty() && !model.is_checking_out()};
}

template <class Reply>
void cart_state::refuse(answer<Reply> rp, const shared_key& key, refusal why) {
  if (!key)
    return rp.refuse(std::move(why));
  self->request(peers->store, caf::infinite, keep_refusal{*key, why})
    .then(
      [this, rp, key, why](const kept_answer& kept) mutable {
        end_key(key);
        if (auto reply = kept_reply(kept, rp))
          rp.deliver(std::move(*reply));
        else
          rp.refuse(std::move(why));
      },
      [this, rp, key](caf::error& err) mutable {
        end_key(key);
        rp.deliver(std::move(err));
      });
}

template void cart_state::refuse(answer<order_reply>, const shared_key&, refusal);

void cart_state::end_turn() {
  is_running = false;
  // A change that ends within its own call comes back here; the loop goes on for it.
  if (is_passing_turns)
    return;
  is_passing_turns = true;
  while (!is_running && !turns.empty()) {
    auto next = std::move(turns.front());
    turns.pop_front();
    is_running = true;
    next();
  }
  is_passing_turns = false;
}

void cart_state::fail_store(answer<cart_reply> rp, const shared_key& key, caf::error err) {
  if (is_certain(refusal_of(err).code))
    return fail_turn(std::move(rp), key, std::move(err));
  rp.deliver(std::move(err));
  give_up();
}

bool cart_state::begin_key(const shared_key& key) {
  if (!key)
    return true;
  auto same = [&](auto& other) { return other->scope == key->scope && other->key == key->key; };
  if (std::any_of(keys_in_flight.begin(), keys_in_flight.end(), same))
    return false;
  keys_in_flight.push_front(key);
  return true;
}

void cart_state::end_key(const shared_key& key) {
  if (key)
    keys_in_flight.remove(key);
}

void cart_state::give_up() {
  self->quit(to_error({errc::unavailable}));
}

bool is_certain(errc code) {
  return is_definitive(code) || code == errc::idempotency_key_reused
         || code == errc::product_unknown || code == errc::storage_full
         || code == errc::deadline_exceeded;
}

cart_actor::behavior_type cart(cart_actor::stateful_pointer<cart_state> self, std::string user,
                               std::shared_ptr<const cart_peers> peers) {
  auto& state = self->state;
  state.user = std::move(user);
  state.peers = std::move(peers);
  return {
    [&state](add_line& x) {
      ++state.commands;
      return state.add(x);
    },
    [&state](const remove_line& x) {
      ++state.commands;
      return state.remove(x);
    },
    [&state](const view_cart& x) {
      ++state.commands;
      return state.view(x);
    },
    [&state](checkout& x) {
      ++state.commands;
      return state.check_out(x);
    },
    [&state](const passivate&) { return state.activity(); },
  };
}

} // namespace souk
