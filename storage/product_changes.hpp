#pragma once

#include "messages/error.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"
#include "messages/storing.hpp"
#include "messages/time.hpp"

#include <memory>
#include <optional>

namespace souk {

// Products as each change leaves them, whichever database keeps them.

std::shared_ptr<product> new_product(int64_t id, const product_fields& fields, time_point now);

/// Changes what is named, and counts the change.
std::shared_ptr<product> updated(const product& known, const update_product& change,
                                 time_point now);

std::shared_ptr<product> archived(const product& known, time_point now);

/// The movement that a product begins with. Nothing: its stock is not tracked.
std::optional<movement> first_movement(const product& made);

/// The movement that setting a product's stock amounts to. Nothing: it was not set.
std::optional<movement> movement_between(const product& before, const product& after);

/// The movement of a command; its sequence is the database's to give.
movement movement_of(const save_movement& command, time_point now);

/// Why the product, which may be null, cannot be changed.
std::optional<refusal> why_not_change(const product* known, const precondition& only_if);

/// Why the stock of a product, which may be null, cannot be moved so.
std::optional<refusal> why_not_move(const product* known, const save_movement& command);

/// Whether so many units more, or fewer where it is negative, fit a stock, if it is counted.
bool has_room(const std::optional<int64_t>& on_hand, int64_t quantity);

} // namespace souk
