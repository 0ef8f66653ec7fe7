#pragma once

#include "messages/cart.hpp"
#include "messages/error.hpp"
#include "messages/order.hpp"
#include "messages/storing.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace souk {

/// The rules of one cart: what may be put in, what it shows, and what a checkout takes.
class cart_model {
public:
  cart_model() = default;
  explicit cart_model(stored_cart row) : lines_(std::move(row.lines)), version_(row.version) {}

  /// Why a change with this precondition may not be made, nothing without one. While a checkout
  /// runs, nobody knows which version the cart will have.
  /// Errors: precondition_failed, checkout_in_progress.
  std::optional<errc> why_not_change(const precondition& only_if) const;

  /// Why this many more units may not be added; nothing if they may.
  /// Errors: quantity_too_large, cart_full.
  std::optional<errc> why_not_add(const line& more) const;

  /// Adds the units to what is there; price and version seen become those of the line.
  void add(const cart_line& more);

  /// Why the product's line may not be removed. Errors: line_unknown, checkout_in_progress.
  std::optional<errc> why_not_remove(int64_t product_id) const;

  void remove(int64_t product_id);

  /// Everything in the cart, whether it is being checked out or not.
  std::vector<line> lines() const;

  bool is_empty() const { return lines_.empty(); }

  bool is_checking_out() const { return is_checking_out_; }

  /// Begins a checkout of all lines; nothing may be added or removed until it ends.
  void begin_checkout() { is_checking_out_ = true; }

  /// Ends a checkout; one that `succeeded` empties the cart.
  void end_checkout(bool succeeded);

  /// The cart at the quoted prices. Precondition: the quote answers for `lines()`.
  cart_view view(const std::string& user, const quoted_lines& quoted, currency unit) const;

private:
  /// The product's line; null if there is none.
  const cart_line* find(int64_t product_id) const;

  std::vector<cart_line> lines_;
  int64_t version_ = 0;
  bool is_checking_out_ = false;
};

/// Whether the total counts every line that can be had.
bool is_total(const cart_view& seen);

/// An order of the quoted lines. Errors: total_too_large.
std::variant<order_draft, errc> draft_order(checkout_id checkout, const std::string& user,
                                            const quoted_lines& quoted, currency unit);

} // namespace souk
