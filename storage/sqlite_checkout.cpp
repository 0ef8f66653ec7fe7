#include "storage/change_events.hpp"
#include "storage/kept_keys.hpp"
#include "storage/order_states.hpp"
#include "storage/product_changes.hpp"
#include "storage/sqlite_database.hpp"

#include <algorithm>

/// The part of the SQLite database that turns carts into orders, and takes orders back.

namespace souk {

outcome sqlite_database::apply(const place& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  auto& draft = cmd.draft;
  // Looked at before anything is written, so that a refusal leaves nothing behind.
  const auto cart = carts_.load(draft.user);
  std::vector<bool> counted;
  auto why = why_not(draft, cart, counted);
  const auto id = why ? std::nullopt : orders_.insert(draft, now);
  if (!id) {
    // Stored before, perhaps: then its lines have been taken out of the cart.
    auto again = find_checkout(draft.checkout);
    return again.order ? outcome{std::move(again)} : outcome{std::move(*why)};
  }
  orders_.lines().insert(*id, draft.lines, counted);
  placed_order placed;
  placed.order = std::make_shared<order>(order{*id, draft, order_status::placed, now});
  for (std::size_t i = 0; i < counted.size(); ++i)
    if (counted[i])
      placed.levels.push_back(
        products_.take({draft.lines[i].product_id, draft.lines[i].quantity}, *id, now));
  events_.append(cart_checked_out(*placed.order), carts_.take(draft, cart), now);
  events_.append(order_changed(*placed.order), 1, now);
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
  for (auto& each : counted)
    if (!has_room(products_.stock_of(each.product_id).value().on_hand, each.quantity))
      return refuse(keys_, cmd.key, {errc::stock_too_large}, now);
  auto canceled = std::make_shared<order>(*found);
  canceled->status = order_status::canceled;
  orders_.set_status(cmd.id, canceled->status);
  auto levels = products_.give_back(counted, cmd.id, now);
  events_.append(order_changed(*canceled), now);
  kept_answer answer;
  answer.order = canceled;
  keys_.keep(cmd.key, answer, now);
  return placed_order{std::move(canceled), std::move(levels)};
}

std::optional<refusal> sqlite_database::why_not(const order_draft& draft, const stored_cart& cart,
                                                std::vector<bool>& counted) {
  refusal why{errc::out_of_stock};
  for (auto& ordered : draft.lines) {
    auto covers = [&](const cart_line& line) {
      return line.product_id == ordered.product_id && line.quantity >= ordered.quantity;
    };
    const auto stock = products_.stock_of(ordered.product_id);
    if (!stock || std::none_of(cart.lines.begin(), cart.lines.end(), covers))
      return refusal{errc::unavailable};
    auto& on_hand = stock->on_hand;
    counted.push_back(bool{on_hand});
    if (on_hand && *on_hand < ordered.quantity)
      why.lines.push_back({ordered.product_id, ordered.quantity, *on_hand});
  }
  return why.lines.empty() ? std::nullopt : std::optional{std::move(why)};
}

std::vector<stock_level> sqlite_database::levels_of(const order_draft& draft) {
  std::vector<stock_level> result;
  for (auto& ordered : draft.lines)
    if (auto stock = products_.stock_of(ordered.product_id); stock && stock->on_hand)
      result.push_back({ordered.product_id, *stock->on_hand, stock->version});
  return result;
}

} // namespace souk
