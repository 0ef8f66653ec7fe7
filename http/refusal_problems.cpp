// One table from souk's errors to HTTP.

#include "http/problem.hpp"

#include <algorithm>
#include <array>

namespace souk {

namespace {

struct entry {
  errc why;
  problem_kind kind;
};

constexpr entry told(errc why, int status, std::string_view title, std::string_view detail,
                     int retry_after = 0) {
  return {why, {to_string(why), status, title, detail, retry_after}};
}

/// In the order of `errc`, which begins at 1.
constexpr std::array entries{
  told(errc::product_unknown, 404, "Unknown product", "There is no product with this id."),
  told(errc::order_unknown, 404, "Unknown order", "This user has no order with this id."),
  told(errc::line_unknown, 404, "Not in the cart", "The product is not in this cart."),
  told(errc::cart_full, 409, "Cart full", "A cart holds at most 200 different products."),
  told(errc::quantity_too_large, 409, "Quantity too large",
       "A cart holds at most 10000 units of one product."),
  told(errc::total_too_large, 409, "Total too large",
       "The total is larger than the shop can count."),
  told(errc::currency_mismatch, 422, "Wrong currency", "The price is not in the shop's currency."),
  told(errc::cart_empty, 409, "Cart empty",
       "The cart is empty. Add a product before checking out."),
  told(errc::items_unavailable, 409, "Products unavailable",
       "Some products are no longer sold. Remove the lines named here and try again."),
  told(
    errc::total_changed, 409, "Total changed",
    "The total is no longer the expected one. Show the buyer the new total and try again with it."),
  told(errc::out_of_stock, 409, "Out of stock",
       "There is not enough in stock of the lines named here. Nothing was ordered; lower the "
       "quantities and try again."),
  told(errc::stock_not_tracked, 409, "Stock not tracked",
       "The stock of this product is not counted. Set its stock first, with PUT /products/{id}."),
  told(errc::stock_too_low, 409, "Stock too low",
       "There is less on hand than this would take away. Nothing was changed."),
  told(errc::stock_too_large, 409, "Stock too large",
       "There would be more on hand than the shop can count. Nothing was changed; correct what is "
       "on hand first."),
  told(errc::order_not_cancelable, 409, "Cannot be canceled",
       "The order is canceled already, or too far on its way."),
  told(errc::checkout_in_progress, 409, "Checkout in progress",
       "This cart is being checked out at this moment. Try again in a second.", 1),
  told(errc::request_in_progress, 409, "Request in progress",
       "A request with this Idempotency-Key is being worked on. Try again in a second.", 1),
  told(errc::idempotency_key_reused, 422, "Key used before",
       "This Idempotency-Key was used for another request. Use a new key for a new request."),
  told(errc::precondition_failed, 412, "Changed meanwhile",
       "This is not, or no longer, what If-Match or If-None-Match asks for. Nothing was changed; "
       "read it again, and try again with the ETag of that answer."),
  told(errc::invalid_command, 422, "Invalid command",
       "A value of the command is not one that it may have. Nothing was changed."),
  told(errc::overloaded, 503, "Overloaded",
       "The server has too much to do. Nothing was changed; try again.", 1),
  told(errc::storage_full, 507, "Disk full",
       "The shop's disk is full. Nothing was changed; try again when there is space.", 30),
  told(errc::storage_failed, 503, "Database failed",
       "The shop's database has failed. Nothing was changed; try again when the shop was started "
       "anew.",
       30),
  told(errc::unavailable, 503, "Temporarily unavailable",
       "A part of the shop is being restarted. Try again, with the same Idempotency-Key if you "
       "sent one.",
       1),
  told(errc::deadline_exceeded, 504, "No answer in time",
       "The request took too long and may or may not have had its effect. Try again, with the "
       "same Idempotency-Key if you sent one."),
  told(errc::internal, 500, "Internal error",
       "Something went wrong inside the server. The request id helps to find out what."),
};

constexpr const entry& entry_of(errc code) {
  return entries[static_cast<std::size_t>(code) - 1];
}

static_assert(std::all_of(entries.begin(), entries.end(),
                          [](const entry& each) { return entry_of(each.why).why == each.why; }));
static_assert(entries.back().why == errc::internal, "the last one");

} // namespace

const problem_kind& problem_of(errc code) {
  const auto is_known = code >= entries.front().why && code <= entries.back().why;
  return entry_of(is_known ? code : errc::internal).kind;
}

std::span<const problem_kind* const> all_problems() {
  static const auto kinds = [] {
    const auto edge = problems::all();
    std::vector<const problem_kind*> result{edge.begin(), edge.end()};
    for (auto& each : entries)
      result.push_back(&each.kind);
    return result;
  }();
  return kinds;
}

} // namespace souk
