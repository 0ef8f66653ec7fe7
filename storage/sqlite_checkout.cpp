#include "storage/change_events.hpp"
#include "storage/kept_keys.hpp"
#include "storage/order_changes.hpp"
#include "storage/order_states.hpp"
#include "storage/sqlite_database.hpp"

/// The part of the SQLite database that turns carts into orders, and takes orders back.

namespace souk {

outcome sqlite_database::apply(const place& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  auto& draft = cmd.draft;
  // Looked at before anything is written, so that a refusal leaves nothing behind.
  const auto cart = carts_.load(draft.user);
  const auto stocks = stocks_of(draft, stock_finder());
  auto why = why_not_place(draft, cart, stocks);
  const auto id = why ? std::nullopt : orders_.insert(draft, now);
  if (!id) {
    // Stored before, perhaps: then its lines have been taken out of the cart.
    auto again = find_checkout(draft.checkout);
    return again.order ? outcome{std::move(again)} : outcome{std::move(*why)};
  }
  orders_.lines().insert(*id, draft.lines, stocks);
  placed_order placed;
  placed.order = std::make_shared<order>(order{*id, draft, order_status::placed, now});
  for (std::size_t i = 0; i < stocks.size(); ++i)
    if (stocks[i]->on_hand)
      placed.levels.push_back(
        products_.take({draft.lines[i].product_id, draft.lines[i].quantity}, *id, now));
  events_.append(cart_checked_out(*placed.order), carts_.take(draft, cart), now);
  events_.append(order_changed(*placed.order, placed.levels), 1, now);
  kept_answer answer;
  answer.order = placed.order;
  keys_.keep(cmd.key, answer, now);
  return placed;
}

outcome sqlite_database::apply(const save_cancel& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  auto found = find_order(cmd.user, cmd.id);
  if (auto why = why_not_cancel(found.get(), cmd.only_if))
    return refuse(keys_, cmd.key, std::move(*why), now);
  const auto counted = orders_.lines().counted(cmd.id);
  if (!can_take_back(counted, stock_finder()))
    return refuse(keys_, cmd.key, {errc::stock_too_large}, now);
  kept_answer answer;
  answer.order = canceled(*found);
  orders_.set_status(cmd.id, answer.order->status);
  auto levels = products_.give_back(counted, cmd.id, now);
  events_.append(order_changed(*answer.order, levels), now);
  keys_.keep(cmd.key, answer, now);
  return placed_order{std::move(answer.order), std::move(levels)};
}

} // namespace souk
