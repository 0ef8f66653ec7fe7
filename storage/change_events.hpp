#pragma once

#include "messages/cart.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"

#include <string>

namespace souk {

// What the feed says of each change. Id, sequence and time are the database's to give.

/// `kind` is created, updated or archived.
event product_changed(const char* kind, const product& changed);
event stock_moved(const moved_stock& moved);
event line_added(const std::string& user, const cart_line& more);
event line_removed(const std::string& user, int64_t product_id);
event cart_checked_out(const order& placed);
/// `changed` has the status it came to.
event order_changed(const order& changed);

} // namespace souk
