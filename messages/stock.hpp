#pragma once

#include "messages/money.hpp"
#include "messages/product.hpp"

#include <caf/meta/type_name.hpp>
#include <caf/optional.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace souk {

/// Units of one product in one line; 1..`quantity_max`.
struct line {
  int64_t product_id = 0;
  int32_t quantity = 0;

  bool operator==(const line&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, line& x) {
  return f(caf::meta::type_name("line"), x.product_id, x.quantity);
}

/// Names one checkout, unique in the shop, so that each of its messages may be repeated.
struct checkout_id {
  /// Drawn at random when the shop was started.
  uint64_t run = 0;
  /// The actor id of the cart, unique within a run.
  uint64_t cart = 0;
  /// Counts the checkouts of that actor.
  uint64_t sequence = 0;

  auto operator<=>(const checkout_id&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, checkout_id& x) {
  return f(caf::meta::type_name("checkout_id"), x.run, x.cart, x.sequence);
}

/// Asks what the lines cost now and whether they can be had.
struct quote {
  std::vector<line> lines = {};

  bool operator==(const quote&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, quote& x) {
  return f(caf::meta::type_name("quote"), x.lines);
}

/// A line as the catalog sees it.
struct quoted_line {
  /// Null for an id that was never given away.
  product_ptr product;
  int32_t quantity = 0;
  /// on_hand - reserved, where the stock is tracked.
  caf::optional<int64_t> available = {};
};

/// The lines in the order they were asked.
struct quoted_lines {
  std::vector<quoted_line> lines = {};
};

/// Takes the stock of all lines or of none, at the prices of this moment.
/// Errors: items_unavailable, total_changed, out_of_stock, total_too_large.
struct reserve {
  checkout_id checkout = {};
  std::vector<line> lines = {};
  /// What the buyer agreed to pay.
  caf::optional<money> expected_total = {};

  bool operator==(const reserve&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, reserve& x) {
  return f(caf::meta::type_name("reserve"), x.checkout, x.lines, x.expected_total);
}

/// Gives back what a checkout has reserved; without effect the second time.
struct release {
  checkout_id checkout = {};

  bool operator==(const release&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, release& x) {
  return f(caf::meta::type_name("release"), x.checkout);
}

/// Tells that the order of a checkout may be stored or not: nobody answered for it.
struct doubt {
  checkout_id checkout = {};

  bool operator==(const doubt&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, doubt& x) {
  return f(caf::meta::type_name("doubt"), x.checkout);
}

/// The stored stock of one product after a movement.
struct stock_level {
  int64_t product_id = 0;
  int64_t on_hand = 0;
  int64_t stock_version = 0;

  bool operator==(const stock_level&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, stock_level& x) {
  return f(caf::meta::type_name("stock_level"), x.product_id, x.on_hand, x.stock_version);
}

/// Tells that the order of a checkout is stored, and what stock that left.
struct settle {
  checkout_id checkout = {};
  std::vector<stock_level> levels = {};

  bool operator==(const settle&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, settle& x) {
  return f(caf::meta::type_name("settle"), x.checkout, x.levels);
}

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::quoted_lines)
