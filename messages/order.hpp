#pragma once

#include "messages/deadline.hpp"
#include "messages/limits.hpp"
#include "messages/money.hpp"
#include "messages/precondition.hpp"
#include "messages/stock.hpp"
#include "messages/time.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace souk {

/// A line of an order, with the name and price of the moment it was placed.
struct order_line {
  int64_t product_id = 0;
  std::string name = {};
  money price = {};
  int32_t quantity = 0;
  money line_total = {};

  bool operator==(const order_line&) const = default;
};

enum class order_status : uint8_t { placed = 1, canceled };

constexpr const char* to_string(order_status status) {
  return status == order_status::canceled ? "canceled" : "placed";
}

/// Counts the changes of an order from 1, as its events do. An order is changed in no other way, so
/// that its status tells.
constexpr int64_t version_of(order_status status) {
  return status == order_status::canceled ? 2 : 1;
}

/// What a cart wants to become an order.
struct order_draft {
  checkout_id checkout = {};
  std::string user = {};
  std::vector<order_line> lines = {};
  money total = {};

  bool operator==(const order_draft&) const = default;
};

/// An order as the store has it. Never changed once it is shared.
struct order {
  int64_t id = 0;
  order_draft content = {};
  order_status status = order_status::placed;
  time_point created_at = {};

  bool operator==(const order&) const = default;
};

using order_ptr = std::shared_ptr<const order>;

/// The order of a checkout, or of the first request with the same key.
struct order_reply {
  order_ptr order;
  bool replayed = false;
};

/// Orders of one user, newest first.
struct order_page {
  std::vector<order_ptr> orders = {};
  /// Whether there are older ones.
  bool more = false;
};

/// Errors: invalid_command, order_unknown.
struct get_order {
  std::string user = {};
  int64_t id = 0;
  deadline until = {};

  bool operator==(const get_order&) const = default;
};

/// Cancels an order and gives its stock back.
/// Errors: invalid_command, order_unknown, precondition_failed, order_not_cancelable,
/// stock_too_large, idempotency_key_reused.
struct cancel_order {
  std::string user = {};
  int64_t id = 0;
  /// The caller's Idempotency-Key, or empty.
  std::string key = {};
  /// States of the order, by `version_of` its status.
  precondition only_if = {};
  deadline until = {};

  bool operator==(const cancel_order&) const = default;
};

/// Errors: invalid_command.
struct list_orders {
  std::string user = {};
  /// Only orders with a lower id; from 1.
  int64_t before = INT64_MAX;
  /// 1..`page_elements_max`.
  int32_t limit = page_elements_default;
  deadline until = {};

  bool operator==(const list_orders&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::order_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::order_reply)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::order_page)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::get_order)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::cancel_order)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::list_orders)
