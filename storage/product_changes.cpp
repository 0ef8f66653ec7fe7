#include "storage/product_changes.hpp"

#include <optional>

namespace souk {

namespace {

template <class T>
void set(T& field, const std::optional<T>& value) {
  if (value)
    field = *value;
}

} // namespace

std::optional<refusal> why_not_change(const product* known, const precondition& only_if) {
  if (known == nullptr || known->archived)
    return refusal{errc::product_unknown};
  if (!holds(only_if, {known->version, known->stock_version}))
    return refusal{errc::precondition_failed};
  return std::nullopt;
}

void apply(const update_product& change, product& to) {
  auto& fields = to.fields;
  set(fields.name, change.name);
  set(fields.price, change.price);
  set(fields.description, change.description);
  set(fields.sku, change.sku);
  set(fields.category, change.category);
  if (change.stock) {
    fields.stock = change.stock->on_hand;
    ++to.stock_version;
  }
  ++to.version;
}

std::optional<refusal> why_not_move(const product* known, const save_movement& command) {
  if (auto why = why_not_change(known, command.only_if))
    return why;
  auto& stock = known->fields.stock;
  if (!stock)
    return refusal{errc::stock_not_tracked};
  if (!has_room(stock, command.quantity))
    return refusal{errc::stock_too_large};
  if (*stock + command.quantity < 0)
    return refusal{errc::stock_too_low,
                   {{command.product_id, static_cast<int32_t>(-command.quantity), *stock}}};
  return std::nullopt;
}

bool has_room(const std::optional<int64_t>& on_hand, int64_t quantity) {
  int64_t sum = 0;
  return !on_hand || !__builtin_add_overflow(*on_hand, quantity, &sum);
}

} // namespace souk
