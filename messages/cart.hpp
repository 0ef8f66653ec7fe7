#pragma once

#include "messages/deadline.hpp"
#include "messages/limits.hpp"
#include "messages/money.hpp"
#include "messages/precondition.hpp"
#include "messages/stock.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk {

/// A line as it is stored: what was put in, and the price and version seen then.
struct cart_line {
  int64_t product_id = 0;
  int32_t quantity = 0;
  money price = {};
  int64_t product_version = 0;

  bool operator==(const cart_line&) const = default;
};

/// A line at the price of this moment.
struct cart_view_line {
  int64_t product_id = 0;
  int32_t quantity = 0;
  std::string name = {};
  money price = {};
  money line_total = {};
  /// False for an archived product, or one whose units the total cannot count: shown, counted
  /// nothing, can always be removed.
  bool available = true;

  bool operator==(const cart_view_line&) const = default;
};

enum class warning_code : uint8_t { price_changed = 1, not_enough_stock, total_too_large };

constexpr const char* to_string(warning_code code) {
  switch (code) {
    case warning_code::price_changed:
      return "price_changed";
    case warning_code::not_enough_stock:
      return "not_enough_stock";
    case warning_code::total_too_large:
      return "total_too_large";
  }
  return "total_too_large";
}

/// A remark on a cart that is no error.
struct cart_warning {
  warning_code code = warning_code::price_changed;
  int64_t product_id = 0;
  /// Of `price_changed`.
  money was = {};
  money now = {};
  /// Of `not_enough_stock`.
  int64_t requested = 0;
  int64_t available = 0;

  bool operator==(const cart_warning&) const = default;
};

/// A user's whole cart, priced.
struct cart_view {
  std::string user = {};
  std::vector<cart_view_line> lines = {};
  money total = {};
  /// Counts the changes of this cart, from 0.
  int64_t version = 0;
  std::vector<cart_warning> warnings = {};

  bool operator==(const cart_view&) const = default;
};

/// The cart after a change, or as it was after the first request with the same key.
struct cart_reply {
  cart_view cart = {};
  bool replayed = false;

  bool operator==(const cart_reply&) const = default;
};

/// Errors: invalid_command.
struct view_cart {
  /// A user id; so in every command that has one. Source: messages/user_id.hpp.
  std::string user = {};
  deadline until = {};

  bool operator==(const view_cart&) const = default;
};

/// Adds units of one product to what the cart holds of it.
/// Errors: invalid_command, product_unknown, quantity_too_large, cart_full, total_too_large,
/// request_in_progress, idempotency_key_reused; with a precondition also precondition_failed,
/// checkout_in_progress.
struct add_line {
  std::string user = {};
  /// From 1.
  int64_t product_id = 0;
  /// 1..`quantity_max`.
  int32_t quantity = 1;
  /// The caller's Idempotency-Key, up to `idempotency_key_characters_max` visible ASCII characters,
  /// or empty; so in every command that has one.
  std::string key = {};
  precondition only_if = {};
  deadline until = {};

  bool operator==(const add_line&) const = default;
};

/// Errors: invalid_command, line_unknown, checkout_in_progress, precondition_failed.
struct remove_line {
  std::string user = {};
  int64_t product_id = 0;
  precondition only_if = {};
  deadline until = {};

  bool operator==(const remove_line&) const = default;
};

/// Turns the cart into an order, or changes nothing.
/// Errors: invalid_command, cart_empty, items_unavailable, total_changed, total_too_large,
/// out_of_stock, checkout_in_progress, precondition_failed, request_in_progress,
/// idempotency_key_reused.
struct checkout {
  std::string user = {};
  /// Not negative.
  std::optional<money> expected_total = {};
  /// The caller's Idempotency-Key, or empty.
  std::string key = {};
  precondition only_if = {};
  deadline until = {};

  bool operator==(const checkout&) const = default;
};

/// Asks a cart whether it could leave memory.
struct passivate {
  bool operator==(const passivate&) const = default;
};

/// A cart's answer to `passivate`.
struct cart_activity {
  /// Commands it has been given since it was spawned.
  uint64_t commands = 0;
  /// Whether it waits for nobody's answer.
  bool idle = false;

  bool operator==(const cart_activity&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::cart_view)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::cart_reply)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::view_cart)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::add_line)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::remove_line)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::checkout)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::passivate)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::cart_activity)
