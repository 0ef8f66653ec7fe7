#pragma once

#include "messages/error.hpp"
#include "messages/order.hpp"
#include "messages/storing.hpp"
#include "storage/product_changes.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace souk {

// What an order asks of stock and cart, whichever database keeps them.

/// The stock of a product; `on_hand` is nothing where it is not tracked.
struct product_stock {
  std::optional<int64_t> on_hand;
  int64_t version = 0;
};

/// The stock of each line of an order; nothing where there is no such product.
using line_stocks = std::vector<std::optional<product_stock>>;

/// `stock_of` finds the stock of a product by its id.
template <class StockOf>
line_stocks stocks_of(const order_draft& draft, StockOf stock_of) {
  line_stocks result;
  result.reserve(draft.lines.size());
  for (auto& each : draft.lines)
    result.push_back(stock_of(each.product_id));
  return result;
}

/// Why the stock or the stored cart does not allow the order.
std::optional<refusal> why_not_place(const order_draft& draft, const stored_cart& cart,
                                     const line_stocks& stocks);

/// The levels of those lines of which the stock is tracked.
std::vector<stock_level> levels_of(const order_draft& draft, const line_stocks& stocks);

/// Whether the stock of every product has room for what an order took of it. `stock_of` as above.
template <class StockOf>
bool can_take_back(const std::vector<line>& taken, StockOf stock_of) {
  return std::all_of(taken.begin(), taken.end(), [&](const line& each) {
    return has_room(stock_of(each.product_id).value().on_hand, each.quantity);
  });
}

std::shared_ptr<order> canceled(const order& known);

} // namespace souk
