#include "test/storage/random_writes.hpp"

namespace souk::test {

std::vector<write> random_writes::batch(witness& seen) {
  std::vector<write> result;
  if (seen.acknowledged().load_catalog().empty())
    result.emplace_back(new_product(seen));
  else
    result.emplace_back(more_units(seen));
  constexpr std::size_t writes_max = 8;
  while (result.size() < writes_max && !random_.one_in(writes_max))
    result.push_back(next(seen));
  return result;
}

write random_writes::next(witness& seen) {
  if (seen.acknowledged().load_catalog().empty() || random_.one_in(20))
    return new_product(seen);
  switch (random_.roll(9)) {
    case 0:
    case 1:
      return more_units(seen);
    case 2:
    case 3:
      return new_order(seen);
    case 4:
      return new_movement(seen);
    case 5:
      return new_cancel(seen);
    case 6:
      return changed_product(seen);
    case 7:
      return drop_line{user(), any_product(seen)};
    default:
      return keep_refusal{key("refused", seen), {errc::cart_empty}};
  }
}

insert_product random_writes::new_product(witness& seen) {
  product_fields fields{"a product", {100 + static_cast<int64_t>(random_.roll(900))}};
  fields.stock = some_stock().on_hand;
  return {fields, key("products", seen)};
}

save_line random_writes::more_units(witness& seen) {
  const auto catalog = seen.acknowledged().load_catalog();
  auto& chosen = *catalog[random_.roll(catalog.size())];
  save_line result{user(), {chosen.id, units(4), chosen.fields.price, chosen.version}};
  if (random_.one_in(4)) {
    result.key = {"lines", "line" + std::to_string(++keys_), "a"};
    result.reply.user = result.user;
    result.reply.version = static_cast<int64_t>(keys_);
  }
  return result;
}

place random_writes::new_order(witness& seen) {
  place result;
  auto& draft = result.draft;
  draft.user = user();
  draft.checkout = {1, 1, ++checkouts_};
  result.key = key("orders of " + draft.user, seen);
  const auto catalog = seen.acknowledged().load_catalog();
  for (auto& each : seen.acknowledged().load_cart(draft.user).lines) {
    if (!draft.lines.empty() && random_.one_in(3))
      continue;
    auto& fields = catalog[static_cast<std::size_t>(each.product_id - 1)]->fields;
    const auto total = checked_multiply(fields.price, each.quantity).value();
    draft.lines.push_back({each.product_id, fields.name, fields.price, each.quantity, total});
    draft.total = checked_add(draft.total, total).value();
  }
  // An order has lines; this one is refused for a cart without them.
  if (draft.lines.empty())
    draft.lines.push_back({1, "a product", {1}, quantity_max, {quantity_max}});
  return result;
}

write random_writes::changed_product(witness& seen) {
  const auto id = any_product(seen);
  if (random_.one_in(8))
    return archive_product{id};
  update_product result{id};
  if (random_.one_in(2))
    result.price = money{100 + static_cast<int64_t>(random_.roll(900))};
  if (random_.one_in(2))
    result.stock = some_stock();
  return result;
}

stock_setting random_writes::some_stock() {
  if (random_.one_in(8))
    return {};
  return {static_cast<int64_t>(random_.roll(30))};
}

save_movement random_writes::new_movement(witness& seen) {
  save_movement result{any_product(seen)};
  result.quantity = units(30);
  if (random_.one_in(3)) {
    result.kind = movement_kind::adjusted;
    result.quantity = -units(10);
  }
  // A text of several pages fills the WAL, so that there are checkpoints.
  result.reason = std::string(random_.roll(random_.one_in(3) ? 40'000 : 40), 'x');
  result.key = key("movements", seen);
  return result;
}

save_cancel random_writes::new_cancel(witness& seen) {
  save_cancel result{user(), 1};
  const auto orders = seen.acknowledged().list_orders({result.user, INT64_MAX, 20}).orders;
  if (!orders.empty())
    result.id = orders[random_.roll(orders.size())]->id;
  result.key = key("cancels of " + result.user, seen);
  return result;
}

int64_t random_writes::any_product(witness& seen) {
  return static_cast<int64_t>(1 + random_.roll(seen.acknowledged().load_catalog().size()));
}

request_key random_writes::key(const std::string& scope, witness& seen) {
  if (random_.one_in(3))
    return {};
  auto& used = seen.with_keys();
  if (!used.empty() && random_.one_in(2)) {
    // A key means nothing in another scope.
    auto& known = *key_of(used[random_.roll(used.size())]);
    if (known.scope == scope)
      return known;
  }
  return {scope, "key" + std::to_string(++keys_), "a"};
}

} // namespace souk::test
