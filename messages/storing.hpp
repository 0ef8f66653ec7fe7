#pragma once

#include "messages/cart.hpp"
#include "messages/deadline.hpp"
#include "messages/error.hpp"
#include "messages/event.hpp"
#include "messages/order.hpp"
#include "messages/precondition.hpp"
#include "messages/product.hpp"
#include "messages/stock.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// What the owners of state say to STORE. Each command is one all-or-nothing change of the
/// database, and its reply is sent when the change is durable.

namespace souk {

/// The Idempotency-Key of a command, in the terms of the store.
struct request_key {
  /// Caller, method and route; a key means nothing in another scope.
  std::string scope = {};
  /// Empty: the command has no key.
  std::string key = {};
  /// Tells one request from another under the same key.
  std::string fingerprint = {};

  bool operator==(const request_key&) const = default;
};

/// Stores a new product under the next id. Replies product_reply.
struct insert_product {
  product_fields fields = {};
  request_key key = {};
  deadline until = {};

  bool operator==(const insert_product&) const = default;
};

/// Adds the line's units to the user's cart, at the line's price and version.
/// Errors: product_unknown, idempotency_key_reused.
struct save_line {
  std::string user = {};
  cart_line added = {};
  request_key key = {};
  /// What the key keeps: the cart as it will be.
  cart_view reply = {};
  /// The versions of the stored cart that this is meant for; 0: none is stored. Where it is
  /// another, the reply is what is stored.
  precondition only_if = {};
  deadline until = {};

  bool operator==(const save_line&) const = default;
};

/// Takes a product out of the user's cart, however many units.
struct drop_line {
  std::string user = {};
  int64_t product_id = 0;
  deadline until = {};

  bool operator==(const drop_line&) const = default;
};

struct stored_cart {
  std::vector<cart_line> lines = {};
  int64_t version = 0;

  bool operator==(const stored_cart&) const = default;
};

/// What became of a change of a user's cart. One of these is set where nothing was changed.
struct saved_cart {
  /// The key had its answer before.
  std::shared_ptr<const cart_view> replayed = {};
  /// The precondition did not hold: this is the cart.
  std::shared_ptr<const stored_cart> found = {};
};

/// Stores an order: takes the stock, removes the lines from the cart, keeps the key.
/// Repeating it under the same checkout id has no second effect.
/// Errors: out_of_stock, unavailable (the stored cart lacks the lines), idempotency_key_reused.
struct place {
  order_draft draft = {};
  request_key key = {};
  deadline until = {};

  bool operator==(const place&) const = default;
};

/// A stored order and the stock it left.
struct placed_order {
  /// Null: no order is stored for this checkout.
  order_ptr order;
  std::vector<stock_level> levels = {};
  bool replayed = false;
};

/// Asks whether a checkout was stored, after its answer was lost. Replies placed_order.
struct find_checkout {
  checkout_id checkout = {};

  bool operator==(const find_checkout&) const = default;
};

/// Moves the stock of a product. Replies saved_movement.
/// Errors: product_unknown, precondition_failed, stock_not_tracked, stock_too_low,
/// stock_too_large, idempotency_key_reused.
struct save_movement {
  int64_t product_id = 0;
  movement_kind kind = movement_kind::received;
  int64_t quantity = 0;
  std::string reason = {};
  request_key key = {};
  precondition only_if = {};
  deadline until = {};

  bool operator==(const save_movement&) const = default;
};

struct saved_movement {
  std::shared_ptr<const moved_stock> moved;
  bool replayed = false;
};

/// Cancels an order and gives back the stock it took. Replies placed_order.
/// Errors: order_unknown, precondition_failed, order_not_cancelable, idempotency_key_reused.
struct save_cancel {
  std::string user = {};
  int64_t id = 0;
  request_key key = {};
  precondition only_if = {};
  deadline until = {};

  bool operator==(const save_cancel&) const = default;
};

/// Asks for the movements of one product, newest first.
struct load_movements {
  int64_t product_id = 0;
  int64_t before = INT64_MAX;
  int32_t limit = 100;
  deadline until = {};

  bool operator==(const load_movements&) const = default;
};

/// Keeps a refusal under its key if it is definitive, unless the key has its answer already.
struct keep_refusal {
  request_key key = {};
  refusal why = {};

  bool operator==(const keep_refusal&) const = default;
};

/// What the key had been answered with: an order, a cart, a product, a movement, or a refusal.
/// All empty: the refusal just given is the answer.
struct kept_answer {
  order_ptr order;
  std::shared_ptr<const cart_view> cart;
  product_ptr product;
  std::shared_ptr<const moved_stock> moved;
  refusal why = {};
};

/// Asks for the rows of the catalog, archived products included.
struct load_catalog {
  bool operator==(const load_catalog&) const = default;
};

struct stored_catalog {
  std::vector<product_ptr> products = {};
};

/// Asks for the row of a cart; a user without one has an empty one.
struct load_cart {
  std::string user = {};

  bool operator==(const load_cart&) const = default;
};

/// Commits whatever STORE has gathered.
struct flush {
  bool operator==(const flush&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::save_line)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::saved_cart)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::placed_order)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::saved_movement)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::kept_answer)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::stored_catalog)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::stored_cart)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::insert_product)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::drop_line)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::place)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::find_checkout)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::save_movement)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::save_cancel)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load_movements)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::keep_refusal)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load_catalog)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::load_cart)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::flush)
