#include "actors/command_rules.hpp"

#include "messages/limits.hpp"
#include "messages/user_id.hpp"
#include "messages/utf8.hpp"

#include <algorithm>
#include <string_view>

namespace souk {

namespace {

constexpr std::size_t utf8_bytes_max = 4;

/// A text of that many characters, without U+0000.
bool is_text(std::string_view text, std::size_t min, std::size_t max) {
  if (text.size() < min || text.size() > max * utf8_bytes_max || !valid_utf8(text))
    return false;
  const auto length = utf8_length(text);
  return length >= min && length <= max && text.find('\0') == std::string_view::npos;
}

bool is_name(std::string_view text) {
  return is_text(text, 1, name_characters_max);
}

bool is_description(std::string_view text) {
  return is_text(text, 0, description_characters_max);
}

bool is_label(std::string_view text) {
  return is_text(text, 0, label_characters_max);
}

/// The key of a command, or empty.
bool is_key(std::string_view text) {
  return text.size() <= idempotency_key_characters_max
         && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_limit(int32_t limit) {
  return limit >= 1 && limit <= page_elements_max;
}

/// Whether there is no value, or the value is right.
template <class T, class Rule>
bool is_absent_or(const std::optional<T>& value, Rule rule) {
  return !value || rule(*value);
}

bool is_amount(const money& amount) {
  return amount.minor >= 0;
}

bool is_stock(int64_t on_hand) {
  return on_hand >= 0;
}

bool are_valid(const product_fields& fields) {
  return is_name(fields.name) && is_amount(fields.price) && is_description(fields.description)
         && is_absent_or(fields.stock, is_stock) && is_label(fields.sku)
         && is_label(fields.category);
}

/// Whether a seller may make such a movement.
bool is_movement(const move_stock& command) {
  switch (command.kind) {
    case movement_kind::received:
      return command.quantity >= 1;
    case movement_kind::adjusted:
      return command.quantity != 0 && !command.reason.empty();
    case movement_kind::sold:
    case movement_kind::released:
      return false;
  }
  return false;
}

} // namespace

bool is_valid(const add_line& command) {
  return is_user_id(command.user) && command.product_id >= 1 && command.quantity >= 1
         && command.quantity <= quantity_max && is_key(command.key);
}

bool is_valid(const remove_line& command) {
  return is_user_id(command.user);
}

bool is_valid(const view_cart& query) {
  return is_user_id(query.user);
}

bool is_valid(const checkout& command) {
  return is_user_id(command.user) && is_absent_or(command.expected_total, is_amount)
         && is_key(command.key);
}

bool is_valid(const create_product& command) {
  return are_valid(command.fields) && is_key(command.key);
}

bool is_valid(const update_product& command) {
  auto is_setting = [](const stock_setting& stock) {
    return is_absent_or(stock.on_hand, is_stock);
  };
  return is_absent_or(command.name, is_name) && is_absent_or(command.price, is_amount)
         && is_absent_or(command.description, is_description)
         && is_absent_or(command.stock, is_setting) && is_absent_or(command.sku, is_label)
         && is_absent_or(command.category, is_label);
}

bool is_valid(const list_products& query) {
  return query.after >= 0 && is_limit(query.limit);
}

bool is_valid(const move_stock& command) {
  return is_movement(command) && command.quantity >= -movement_units_max
         && command.quantity <= movement_units_max
         && is_text(command.reason, 0, reason_characters_max) && is_key(command.key);
}

bool is_valid(const get_stock& query) {
  return query.before >= 1 && is_limit(query.limit);
}

bool is_valid(const get_order& query) {
  return is_user_id(query.user);
}

bool is_valid(const cancel_order& command) {
  return is_user_id(command.user) && is_key(command.key);
}

bool is_valid(const list_orders& query) {
  return is_user_id(query.user) && query.before >= 1 && is_limit(query.limit);
}

bool is_valid(const list_events& query) {
  return query.after >= 0 && is_limit(query.limit);
}

} // namespace souk
