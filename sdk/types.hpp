#pragma once

#include "sdk/amount.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk::sdk {

/// A moment of the shop's clock, exact to the millisecond.
using time_point = std::chrono::sys_time<std::chrono::milliseconds>;

/// What the shop says of itself.
struct health_report {
  /// "ok" while the shop is open.
  std::string status = {};
  std::string version = {};
  std::chrono::seconds uptime = {};
  /// How often a part of the shop had to be restarted since it was started.
  std::int64_t restarts = 0;
};

/// A product to create.
struct new_product {
  /// 1..200 characters.
  std::string name = {};
  /// Must be in the shop's currency, for it is sent without one.
  amount price = {};
  /// Up to 10 000 characters.
  std::string description = {};
  /// Units on hand, at least 0; nothing: the stock is not tracked.
  std::optional<std::int64_t> stock = {};
  /// Up to 100 characters; empty: none.
  std::string sku = {};
  /// Up to 100 characters; empty: none.
  std::string category = {};
};

/// A new value for a product's stock: units on hand, or nothing to end its tracking.
struct stock_setting {
  std::optional<std::int64_t> on_hand = {};

  bool operator==(const stock_setting&) const = default;
};

/// Changes of a product; what is absent keeps its value. Ranges are those of `new_product`; an
/// empty description, sku or category removes it.
struct product_changes {
  std::optional<std::string> name = {};
  std::optional<amount> price = {};
  std::optional<std::string> description = {};
  std::optional<stock_setting> stock = {};
  std::optional<std::string> sku = {};
  std::optional<std::string> category = {};
};

/// A product as the shop has it.
struct product {
  std::int64_t id = 0;
  std::string name = {};
  amount price = {};
  std::string description = {};
  /// Units that can be had; nothing: the stock is not tracked.
  std::optional<std::int64_t> stock = {};
  /// Empty: none.
  std::string sku = {};
  /// Empty: none.
  std::string category = {};
  /// Counts the seller's changes, from 1.
  std::int64_t version = 0;
  time_point created_at = {};
  time_point updated_at = {};

  bool operator==(const product&) const = default;
};

/// A product in a cart, at the price of this moment.
struct cart_line {
  std::int64_t product_id = 0;
  std::int64_t quantity = 0;
  std::string name = {};
  amount price = {};
  amount line_total = {};
  /// False: no longer sold. It counts nothing, hinders the checkout and can be removed.
  bool available = true;

  bool operator==(const cart_line&) const = default;
};

/// A remark on a cart that is no error.
struct cart_warning {
  /// price_changed, not_enough_stock, or one that a later shop adds.
  std::string code = {};
  std::int64_t product_id = 0;
  /// Of price_changed.
  std::optional<amount> was = {};
  std::optional<amount> now = {};
  /// Of not_enough_stock, in units.
  std::optional<std::int64_t> requested = {};
  std::optional<std::int64_t> available = {};

  bool operator==(const cart_warning&) const = default;
};

/// A user's whole cart.
struct cart {
  std::string user_id = {};
  std::vector<cart_line> lines = {};
  /// The sum of the available lines.
  amount total = {};
  /// Counts the changes of this cart.
  std::int64_t version = 0;
  std::vector<cart_warning> warnings = {};
  /// Whether this is the kept answer to an earlier request with the same key: the cart as it was
  /// then.
  bool replayed = false;

  bool operator==(const cart&) const = default;
};

/// A line of an order, with the name and price of the moment it was placed.
struct order_line {
  std::int64_t product_id = 0;
  std::string name = {};
  amount price = {};
  std::int64_t quantity = 0;
  amount line_total = {};

  bool operator==(const order_line&) const = default;
};

/// The stored result of a checkout.
struct order {
  std::int64_t id = 0;
  std::string user_id = {};
  std::vector<order_line> lines = {};
  /// The sum of the lines.
  amount total = {};
  /// "placed", or one that a later shop adds.
  std::string status = {};
  time_point created_at = {};
  /// Whether this is the kept answer to an earlier checkout with the same key.
  bool replayed = false;

  bool operator==(const order&) const = default;
};

} // namespace souk::sdk
