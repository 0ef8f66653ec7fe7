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

/// How the shop has stored its changes since it was started. All zero for a shop too old to say.
struct store_report {
  /// Each commit stores one batch.
  std::int64_t batches = 0;
  /// Changes in all batches.
  std::int64_t writes = 0;
  /// Changes in the largest one.
  std::int64_t largest_batch = 0;
  /// What a commit took on average.
  std::chrono::microseconds mean_commit = {};

  bool operator==(const store_report&) const = default;
};

/// What the shop says of itself.
struct health_report {
  /// "ok" while the shop is open.
  std::string status = {};
  std::string version = {};
  std::chrono::seconds uptime = {};
  /// How often a part of the shop had to be restarted since it was started.
  std::int64_t restarts = 0;
  store_report store = {};
};

/// A product to create.
struct new_product {
  /// 1..200 characters.
  std::string name = {};
  /// In the shop's currency; another one is refused with currency_mismatch.
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
  /// Units on hand, those that running checkouts hold included; nothing: the stock is not tracked.
  std::optional<std::int64_t> stock = {};
  /// Empty: none.
  std::string sku = {};
  /// Empty: none.
  std::string category = {};
  /// Counts the seller's changes, from 1.
  std::int64_t version = 0;
  time_point created_at = {};
  time_point updated_at = {};
  /// The strong ETag of the answer that this is, to be passed as it is to what changes it; empty:
  /// there was none, as in the elements of a list.
  std::string tag = {};

  /// Compares everything but the tag: the same product may stand in another answer.
  bool operator==(const product& other) const;
};

/// A product in a cart, at the price of this moment.
struct cart_line {
  std::int64_t product_id = 0;
  std::int64_t quantity = 0;
  std::string name = {};
  amount price = {};
  amount line_total = {};
  /// False: no longer sold, or too dear to be counted. It counts nothing, hinders the checkout and
  /// can be removed.
  bool available = true;

  bool operator==(const cart_line&) const = default;
};

/// A remark on a cart that is no error.
struct cart_warning {
  /// price_changed, not_enough_stock, total_too_large, or one that a later shop adds.
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
  /// As in `product`.
  std::string tag = {};

  /// As of `product`.
  bool operator==(const cart& other) const;
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
  /// "placed" or "canceled", or one that a later shop adds.
  std::string status = {};
  time_point created_at = {};
  /// Whether this is the kept answer to an earlier request with the same key.
  bool replayed = false;
  /// As in `product`.
  std::string tag = {};

  /// As of `product`.
  bool operator==(const order& other) const;
};

/// A stored change of a product's stock.
struct movement {
  /// Counts the movements of the product, from 1.
  std::int64_t sequence = 0;
  /// "received", "sold", "released" by a canceled order or "adjusted", or one that a later shop
  /// adds.
  std::string type = {};
  /// In units and with its sign: all movements add up to what is on hand.
  std::int64_t quantity = 0;
  /// Of sold and released.
  std::optional<std::int64_t> order_id = {};
  /// Empty: none.
  std::string reason = {};
  time_point happened_at = {};

  bool operator==(const movement&) const = default;
};

/// The stock of a product in units, and a part of its movements.
struct stock {
  std::int64_t product_id = 0;
  /// Nothing: the stock is not tracked.
  std::optional<std::int64_t> on_hand = {};
  /// Held by running checkouts.
  std::int64_t reserved = 0;
  /// What a checkout can have; nothing: the stock is not tracked.
  std::optional<std::int64_t> available = {};
  /// Newest first.
  std::vector<movement> movements = {};
  /// Where the older movements start, to be passed to `get_stock`; nothing: there are none.
  std::optional<std::int64_t> next = {};

  bool operator==(const stock&) const = default;
};

/// A movement that the seller made, and what it left.
struct stock_moved {
  std::int64_t product_id = 0;
  /// Units after the movement.
  std::int64_t on_hand = 0;
  sdk::movement movement = {};
  /// Whether this is the kept answer to an earlier request with the same key: the stock as it was
  /// then.
  bool replayed = false;

  bool operator==(const stock_moved&) const = default;
};

/// Something that happened in the shop.
struct event {
  /// Rises over all events of the shop, perhaps with gaps.
  std::int64_t id = 0;
  /// What it happened to: "product", "cart" or "order", or one that a later shop adds.
  std::string entity = {};
  /// The id of a product or an order, or the user of a cart.
  std::string entity_id = {};
  /// Counts the events of this entity from 1, without gaps.
  std::int64_t sequence = 0;
  /// Of a product: created, updated, archived, stock_moved; of a cart: line_added, line_removed,
  /// checked_out; of an order: placed, canceled. A later shop may add some.
  std::string kind = {};
  /// The user who did it; empty: the seller.
  std::string actor = {};
  /// What is worth knowing of it: the text of a JSON object, without white space. Amounts in it
  /// are minor units. Where the stock of products was changed, it names what that left, `on_hand`.
  std::string details = {};
  time_point happened_at = {};

  bool operator==(const event&) const = default;
};

} // namespace souk::sdk
