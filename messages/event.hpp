#pragma once

#include "messages/deadline.hpp"
#include "messages/limits.hpp"
#include "messages/time.hpp"

#include <caf/allowed_unsafe_message_type.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace souk {

/// What an event happened to.
enum class entity : uint8_t { product = 1, cart, order };

constexpr const char* to_string(entity what) {
  switch (what) {
    case entity::product:
      return "product";
    case entity::cart:
      return "cart";
    case entity::order:
      return "order";
  }
  return "order";
}

/// One change of the shop, stored together with the change itself.
struct event {
  /// Rises over all events of the shop.
  int64_t id = 0;
  entity about = entity::order;
  /// The id of a product or an order, or the user of a cart.
  std::string entity_id = {};
  /// Counts the events of this entity from 1, without gaps.
  int64_t sequence = 0;
  /// created, updated, archived, stock_moved; line_added, line_removed, checked_out; placed,
  /// canceled.
  std::string kind = {};
  /// The user who did it; empty for the seller.
  std::string actor = {};
  /// What is worth knowing of it: a JSON object.
  std::string details = {};
  time_point happened_at = {};

  bool operator==(const event&) const = default;
};

/// Reads the feed of everything that happened, oldest first. Errors: invalid_command.
struct list_events {
  /// Only events with a higher id; from 0.
  int64_t after = 0;
  /// 1..`page_elements_max`.
  int32_t limit = page_elements_default;
  deadline until = {};

  bool operator==(const list_events&) const = default;
};

struct event_page {
  std::vector<event> events = {};
  /// Whether there are later ones.
  bool more = false;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::event_page)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::list_events)
