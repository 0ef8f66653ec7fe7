#pragma once

#include "messages/product.hpp"
#include "messages/stock.hpp"

#include <map>
#include <optional>

namespace souk::test {

/// What a catalog of these prices would say; a price of 0 is an archived product, a missing one
/// was never given away.
inline quoted_lines quoted(const std::vector<line>& lines, const std::map<int64_t, int64_t>& prices,
                           std::optional<int64_t> available = {}) {
  quoted_lines result;
  for (auto& each : lines) {
    auto price = prices.find(each.product_id);
    if (price == prices.end()) {
      result.lines.push_back({nullptr, each.quantity, {}});
      continue;
    }
    auto made = std::make_shared<product>();
    made->id = each.product_id;
    made->fields.name = "product " + std::to_string(each.product_id);
    made->fields.price = {price->second};
    made->archived = price->second == 0;
    result.lines.push_back({std::move(made), each.quantity, available});
  }
  return result;
}

} // namespace souk::test
