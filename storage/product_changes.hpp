#pragma once

#include "messages/error.hpp"
#include "messages/product.hpp"
#include "messages/storing.hpp"

#include <optional>

namespace souk {

/// The reason of the movement that setting a product's stock amounts to.
inline constexpr const char* stock_was_set = "product changed";

/// Why the product, which may be null, cannot be changed.
std::optional<refusal> why_not_change(const product* known, const precondition& only_if);

/// Changes what the command names, and counts the change.
void apply(const update_product& change, product& to);

/// Why the stock of a product, which may be null, cannot be moved so.
std::optional<refusal> why_not_move(const product* known, const save_movement& command);

/// Whether so many units more, or fewer where it is negative, fit a stock, if it is counted.
bool has_room(const std::optional<int64_t>& on_hand, int64_t quantity);

} // namespace souk
