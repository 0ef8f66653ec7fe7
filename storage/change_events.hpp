#pragma once

#include "messages/cart.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"

#include <string>
#include <vector>

namespace souk {

// What the feed says of each change. Id, sequence and time are the database's to give.

event product_created(const product& made);
/// Names the fields that have another value now.
event product_updated(const product& before, const product& after);
event product_archived(const product& gone);
event stock_moved(const moved_stock& moved);
event line_added(const std::string& user, const cart_line& more);
event line_removed(const std::string& user, int64_t product_id);
event cart_checked_out(const order& placed);
/// `changed` has the status it came to; `left` is the stock that this has moved, as it is now.
event order_changed(const order& changed, std::vector<stock_level> left);

} // namespace souk
