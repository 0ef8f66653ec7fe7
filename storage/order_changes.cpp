#include "storage/order_changes.hpp"

namespace souk {

std::optional<refusal> why_not_place(const order_draft& draft, const stored_cart& cart,
                                     const line_stocks& stocks) {
  refusal why{errc::out_of_stock};
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    auto& ordered = draft.lines[i];
    auto covers = [&](const cart_line& line) {
      return line.product_id == ordered.product_id && line.quantity >= ordered.quantity;
    };
    if (!stocks[i] || std::none_of(cart.lines.begin(), cart.lines.end(), covers))
      return refusal{errc::unavailable};
    auto& on_hand = stocks[i]->on_hand;
    if (on_hand && *on_hand < ordered.quantity)
      why.lines.push_back({ordered.product_id, ordered.quantity, *on_hand});
  }
  return why.lines.empty() ? std::nullopt : std::optional{std::move(why)};
}

std::vector<stock_level> levels_of(const order_draft& draft, const line_stocks& stocks) {
  std::vector<stock_level> result;
  for (std::size_t i = 0; i < stocks.size(); ++i)
    if (auto& stock = stocks[i]; stock && stock->on_hand)
      result.push_back({draft.lines[i].product_id, *stock->on_hand, stock->version});
  return result;
}

std::shared_ptr<order> canceled(const order& known) {
  auto next = std::make_shared<order>(known);
  next->status = order_status::canceled;
  return next;
}

} // namespace souk
