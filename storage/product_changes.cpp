#include "storage/product_changes.hpp"

#include <optional>

namespace souk {

namespace {

template <class T>
void set(T& field, const std::optional<T>& value) {
  if (value)
    field = *value;
}

std::shared_ptr<product> next_version(const product& known, time_point now) {
  auto next = std::make_shared<product>(known);
  ++next->version;
  next->updated_at = now;
  return next;
}

} // namespace

std::shared_ptr<product> new_product(int64_t id, const product_fields& fields, time_point now) {
  auto made = std::make_shared<product>();
  made->id = id;
  made->fields = fields;
  made->version = 1;
  made->stock_version = fields.stock ? 1 : 0;
  made->created_at = made->updated_at = now;
  return made;
}

std::shared_ptr<product> updated(const product& known, const update_product& change,
                                 time_point now) {
  auto next = next_version(known, now);
  auto& fields = next->fields;
  set(fields.name, change.name);
  set(fields.price, change.price);
  set(fields.description, change.description);
  set(fields.sku, change.sku);
  set(fields.category, change.category);
  if (change.stock) {
    fields.stock = change.stock->on_hand;
    ++next->stock_version;
  }
  return next;
}

std::shared_ptr<product> archived(const product& known, time_point now) {
  auto next = next_version(known, now);
  next->archived = true;
  return next;
}

std::optional<movement> first_movement(const product& made) {
  if (!made.fields.stock)
    return std::nullopt;
  return movement{1,  movement_kind::received, *made.fields.stock, std::nullopt,
                  "", made.created_at};
}

std::optional<movement> movement_between(const product& before, const product& after) {
  if (before.stock_version == after.stock_version)
    return std::nullopt;
  const auto change = after.fields.stock.value_or(0) - before.fields.stock.value_or(0);
  return movement{after.stock_version, movement_kind::adjusted, change,
                  std::nullopt,        "product changed",       after.updated_at};
}

movement movement_of(const save_movement& command, time_point now) {
  return {0, command.kind, command.quantity, std::nullopt, command.reason, now};
}

std::optional<refusal> why_not_change(const product* known, const precondition& only_if) {
  if (known == nullptr || known->archived)
    return refusal{errc::product_unknown};
  if (!holds(only_if, {known->version, known->stock_version}))
    return refusal{errc::precondition_failed};
  return std::nullopt;
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
