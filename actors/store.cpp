#include "actors/store.hpp"

#include "actors/answer.hpp"

namespace souk {

namespace {

/// Answers with the outcome a command has; anything but its reply or a refusal is a defect.
template <class Reply>
void reply(answer<Reply>& rp, outcome&& result) {
  if (auto* good = std::get_if<Reply>(&result))
    rp.deliver(std::move(*good));
  else if (auto* why = std::get_if<refusal>(&result))
    rp.refuse(std::move(*why));
  else
    rp.refuse({errc::internal});
}

} // namespace

template <class Reply, class Command>
caf::result<Reply> store_state::gather(Command& command) {
  auto rp = answer<Reply>::make(self);
  if (batch.empty())
    self->send(self, flush{});
  batch.emplace_back(std::move(command));
  replies.emplace_back([rp](outcome result) mutable { reply<Reply>(rp, std::move(result)); });
  return rp;
}

void store_state::commit() {
  if (batch.empty())
    return;
  auto outcomes = rows->commit(batch, now());
  batch.clear();
  auto waiting = std::move(replies);
  replies.clear();
  for (std::size_t i = 0; i < waiting.size(); ++i)
    waiting[i](std::move(outcomes[i]));
}

store_actor::behavior_type store(store_actor::stateful_pointer<store_state> self,
                                 std::shared_ptr<database> rows, clock_source now) {
  auto& state = self->state;
  state.rows = std::move(rows);
  state.now = std::move(now);
  // A read sees every write that came before it.
  auto read = [&state]() -> database& {
    state.commit();
    return *state.rows;
  };
  // CAF tries one clause after the other: the frequent ones come first.
  return {
    [&state](const flush&) { state.commit(); },
    [&state](save_line& x) { return state.gather<saved_cart>(x); },
    [&state](place& x) { return state.gather<placed_order>(x); },
    [read](const load_cart& x) { return read().load_cart(x.user); },
    [&state](keep_refusal& x) { return state.gather<kept_answer>(x); },
    [&state](drop_line& x) { return state.gather<saved_cart>(x); },
    [read](const list_orders& x) { return read().list_orders(x); },
    [read](const get_order& x) -> caf::result<order_ptr> {
      if (auto found = read().find_order(x.user, x.id))
        return found;
      return to_error({errc::order_unknown});
    },
    [&state](insert_product& x) { return state.gather<product_reply>(x); },
    [&state](update_product& x) { return state.gather<product_ptr>(x); },
    [&state](archive_product& x) { return state.gather<product_ptr>(x); },
    [read](const load_catalog&) { return stored_catalog{read().load_catalog()}; },
    [read](const find_checkout& x) { return read().find_checkout(x.checkout); },
  };
}

} // namespace souk
