#pragma once

#include "messages/deadline.hpp"
#include "messages/limits.hpp"
#include "messages/money.hpp"
#include "messages/precondition.hpp"
#include "messages/time.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace souk {

/// What a seller says of a product. Texts are UTF-8 without U+0000.
struct product_fields {
  /// 1..`name_characters_max` characters.
  std::string name = {};
  /// Not negative.
  money price = {};
  /// Up to `description_characters_max` characters.
  std::string description = {};
  /// Units on hand, from 0; nothing where the stock is not tracked.
  std::optional<int64_t> stock = {};
  /// Up to `label_characters_max` characters; empty: none. So is the category.
  std::string sku = {};
  std::string category = {};

  bool operator==(const product_fields&) const = default;
};

/// A product as the store has it. Never changed once it is shared.
struct product {
  int64_t id = 0;
  product_fields fields = {};
  /// Counts the seller's changes, from 1.
  int64_t version = 0;
  /// Counts the movements of stock; tells the later of two figures.
  int64_t stock_version = 0;
  /// Gone for buyers; carts that hold it still show its name.
  bool archived = false;
  time_point created_at = {};
  time_point updated_at = {};

  bool operator==(const product&) const = default;
};

using product_ptr = std::shared_ptr<const product>;

/// A product that was created, or found to have been created with the same key before.
struct product_reply {
  product_ptr product;
  bool replayed = false;
};

/// Consecutive products in the order of their ids, archived ones left out.
struct product_page {
  std::vector<product_ptr> products = {};
  /// Whether there are products behind the last one.
  bool more = false;
};

using product_page_ptr = std::shared_ptr<const product_page>;

/// Errors: invalid_command, currency_mismatch, request_in_progress, idempotency_key_reused.
struct create_product {
  product_fields fields = {};
  /// The caller's Idempotency-Key, or empty.
  std::string key = {};
  deadline until = {};

  bool operator==(const create_product&) const = default;
};

/// A new value for a product's stock: a figure on hand, from 0, or nothing to end its tracking.
struct stock_setting {
  std::optional<int64_t> on_hand = {};

  bool operator==(const stock_setting&) const = default;
};

/// Changes a product; what is absent keeps its value. What is not has the ranges of
/// `product_fields`.
/// Errors: invalid_command, product_unknown, precondition_failed, currency_mismatch.
struct update_product {
  int64_t id = 0;
  std::optional<std::string> name = {};
  std::optional<money> price = {};
  std::optional<std::string> description = {};
  std::optional<stock_setting> stock = {};
  std::optional<std::string> sku = {};
  std::optional<std::string> category = {};
  precondition only_if = {};
  deadline until = {};

  bool operator==(const update_product&) const = default;
};

/// Ends a product for buyers. Errors: product_unknown, precondition_failed.
struct archive_product {
  int64_t id = 0;
  precondition only_if = {};
  deadline until = {};

  bool operator==(const archive_product&) const = default;
};

/// Reads one product. Errors: product_unknown, which an archived one is, too.
struct get_product {
  int64_t id = 0;

  bool operator==(const get_product&) const = default;
};

/// Errors: invalid_command.
struct list_products {
  /// Only products with a higher id; from 0.
  int64_t after = 0;
  /// 1..`page_elements_max`.
  int32_t limit = page_elements_default;

  bool operator==(const list_products&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::product_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::product_reply)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::product_page_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::create_product)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::update_product)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::archive_product)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::get_product)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::list_products)
