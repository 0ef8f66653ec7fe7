#pragma once

#include "messages/deadline.hpp"
#include "messages/limits.hpp"
#include "messages/money.hpp"
#include "messages/precondition.hpp"
#include "messages/product.hpp"
#include "messages/time.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace souk {

/// Units of one product in one line; 1..`quantity_max`.
struct line {
  int64_t product_id = 0;
  int32_t quantity = 0;

  bool operator==(const line&) const = default;
};

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

/// Asks what the lines cost now and whether they can be had.
struct quote {
  std::vector<line> lines = {};

  bool operator==(const quote&) const = default;
};

/// A line as the catalog sees it.
struct quoted_line {
  /// Null for an id that was never given away.
  product_ptr product;
  int32_t quantity = 0;
  /// on_hand - reserved, where the stock is tracked; negative where a seller has counted less than
  /// running checkouts hold.
  std::optional<int64_t> available = {};
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
  std::optional<money> expected_total = {};

  bool operator==(const reserve&) const = default;
};

/// Gives back what a checkout has reserved; without effect the second time.
struct release {
  checkout_id checkout = {};

  bool operator==(const release&) const = default;
};

/// Tells that the order of a checkout may be stored or not: nobody answered for it.
struct doubt {
  checkout_id checkout = {};

  bool operator==(const doubt&) const = default;
};

/// The stored stock of one product after a movement.
struct stock_level {
  int64_t product_id = 0;
  int64_t on_hand = 0;
  int64_t stock_version = 0;

  bool operator==(const stock_level&) const = default;
};

/// Tells that the order of a checkout is stored, and what stock that left.
struct settle {
  checkout_id checkout = {};
  std::vector<stock_level> levels = {};

  bool operator==(const settle&) const = default;
};

/// What changes a stock that is counted.
enum class movement_kind : uint8_t {
  /// Units that came in.
  received = 1,
  /// Units that an order took.
  sold,
  /// Units that a canceled order gave back.
  released,
  /// Units that were counted differently, for a reason.
  adjusted,
};

constexpr const char* to_string(movement_kind kind) {
  switch (kind) {
    case movement_kind::received:
      return "received";
    case movement_kind::sold:
      return "sold";
    case movement_kind::released:
      return "released";
    case movement_kind::adjusted:
      return "adjusted";
  }
  return "adjusted";
}

/// One change of a stock, as it was stored.
struct movement {
  /// Counts the movements of one product from 1; the `stock_version` it led to.
  int64_t sequence = 0;
  movement_kind kind = movement_kind::adjusted;
  /// With its sign: the quantities of all movements add up to what is on hand.
  int64_t quantity = 0;
  /// Of `sold` and `released`.
  std::optional<int64_t> order_id = {};
  std::string reason = {};
  time_point happened_at = {};

  bool operator==(const movement&) const = default;
};

/// Counts units that came in, or were counted differently.
/// Errors: invalid_command, product_unknown, precondition_failed, stock_not_tracked, stock_too_low,
/// stock_too_large, idempotency_key_reused.
struct move_stock {
  int64_t product_id = 0;
  /// `received` or `adjusted`.
  movement_kind kind = movement_kind::received;
  /// 1..`movement_units_max` received, or as many more or less adjusted, and not 0.
  int64_t quantity = 0;
  /// Up to `reason_characters_max` characters; at least one where it is adjusted.
  std::string reason = {};
  /// The caller's Idempotency-Key, or empty.
  std::string key = {};
  /// States of the product.
  precondition only_if = {};
  deadline until = {};

  bool operator==(const move_stock&) const = default;
};

/// A movement, and what it left on hand.
struct moved_stock {
  int64_t product_id = 0;
  int64_t on_hand = 0;
  movement made = {};

  bool operator==(const moved_stock&) const = default;
};

/// The movement that was made, or the one of the first request with the same key.
struct stock_reply {
  std::shared_ptr<const moved_stock> moved;
  bool replayed = false;
};

/// Reads the stock of a product and its movements, newest first.
/// Errors: invalid_command, product_unknown.
struct get_stock {
  int64_t product_id = 0;
  /// Only movements with a lower sequence; from 1.
  int64_t before = INT64_MAX;
  /// 1..`page_elements_max`.
  int32_t limit = page_elements_default;
  deadline until = {};

  bool operator==(const get_stock&) const = default;
};

struct movement_page {
  std::vector<movement> movements = {};
  /// Whether there are older ones.
  bool more = false;
};

/// The stock of a product as CATALOG sees it.
struct stock_page {
  int64_t product_id = 0;
  /// Nothing: the stock is not tracked.
  std::optional<int64_t> on_hand = {};
  /// Units that running checkouts hold.
  int64_t reserved = 0;
  movement_page page = {};
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::stock_reply)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::movement_page)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::stock_page)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::quoted_lines)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::quote)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::reserve)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::release)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::doubt)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::settle)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::move_stock)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::get_stock)
