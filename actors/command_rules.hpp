#pragma once

#include "messages/cart.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"

namespace souk {

// Whether every value of a command is one that it may have. What a shop has or has not is no
// question here: an id that was never given away is unknown, and a price may be in another
// currency. Looks at the values only, without an allocation. Source: messages/limits.hpp.

bool is_valid(const add_line& command);
bool is_valid(const remove_line& command);
bool is_valid(const view_cart& query);
bool is_valid(const checkout& command);

bool is_valid(const create_product& command);
bool is_valid(const update_product& command);
bool is_valid(const list_products& query);
bool is_valid(const move_stock& command);
bool is_valid(const get_stock& query);

bool is_valid(const get_order& query);
bool is_valid(const cancel_order& command);
bool is_valid(const list_orders& query);

bool is_valid(const list_events& query);

} // namespace souk
