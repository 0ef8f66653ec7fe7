#pragma once

#include "demo/stage.hpp"
#include "sdk/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::demo {

/// A product as the seller described it, and how many of it.
struct bill_line {
  sdk::product product = {};
  std::int64_t quantity = 0;
};

/// What a cart or an order must say, computed here from prices and quantities alone.
using bill = std::vector<bill_line>;

sdk::amount total_of(const bill& due);

// Each throws surprise at the first thing that differs.

void expect_cart(const sdk::cart& actual, const std::string& user_id, const bill& due);
void expect_empty_cart(const sdk::cart& actual, const std::string& user_id);
void expect_order(const sdk::order& actual, const std::string& user_id, const bill& due);
/// In all but its stock, which is `stock` now.
void expect_product(const sdk::product& actual, sdk::product expected,
                    std::optional<std::int64_t> stock);

// Rows for a table aligned "rlrr": quantity, name, price, sum; the last one is the total.

stage::rows rows_of(const sdk::cart& cart);
stage::rows rows_of(const sdk::order& order);

} // namespace souk::demo
