#include "storage/change_events.hpp"

#include <initializer_list>
#include <utility>

namespace souk {

namespace {

/// A JSON object of names that need no escaping and whole numbers.
std::string details_of(std::initializer_list<std::pair<const char*, int64_t>> members) {
  constexpr std::size_t usual_bytes = 62;
  std::string result;
  result.reserve(usual_bytes);
  for (auto& [name, value] : members) {
    result += result.empty() ? "{\"" : ",\"";
    result += name;
    result += "\":";
    result += std::to_string(value);
  }
  result += '}';
  return result;
}

event about(entity what, std::string id, const char* kind, std::string actor, std::string details) {
  event result;
  result.about = what;
  result.entity_id = std::move(id);
  result.kind = kind;
  result.actor = std::move(actor);
  result.details = std::move(details);
  return result;
}

event product_changed(const char* kind, const product& changed, std::string details) {
  return about(entity::product, std::to_string(changed.id), kind, {}, std::move(details));
}

std::string details_of(const product& shown) {
  return details_of({{"price", shown.fields.price.minor}, {"version", shown.version}});
}

/// Quoted, with commas between them.
std::string names_of_changed(const product_fields& before, const product_fields& after) {
  std::string result;
  auto compare = [&](const char* name, auto field) {
    if (before.*field == after.*field)
      return;
    result += result.empty() ? "\"" : ",\"";
    result += name;
    result += '"';
  };
  compare("name", &product_fields::name);
  compare("price", &product_fields::price);
  compare("description", &product_fields::description);
  compare("stock", &product_fields::stock);
  compare("sku", &product_fields::sku);
  compare("category", &product_fields::category);
  return result;
}

} // namespace

event product_created(const product& made) {
  return product_changed("created", made, details_of(made));
}

event product_updated(const product& before, const product& after) {
  auto details = details_of(after);
  details.pop_back();
  details += ",\"changed\":[" + names_of_changed(before.fields, after.fields) + ']';
  if (after.fields.stock && after.fields.stock != before.fields.stock)
    details += ",\"on_hand\":" + std::to_string(*after.fields.stock);
  return product_changed("updated", after, details + '}');
}

event product_archived(const product& gone) {
  return product_changed("archived", gone, details_of(gone));
}

event stock_moved(const moved_stock& moved) {
  return about(entity::product, std::to_string(moved.product_id), "stock_moved", {},
               details_of({{"quantity", moved.made.quantity}, {"on_hand", moved.on_hand}}));
}

event line_added(const std::string& user, const cart_line& more) {
  return about(entity::cart, user, "line_added", user,
               details_of({{"product_id", more.product_id}, {"quantity", more.quantity}}));
}

event line_removed(const std::string& user, int64_t product_id) {
  return about(entity::cart, user, "line_removed", user, details_of({{"product_id", product_id}}));
}

event cart_checked_out(const order& placed) {
  auto& user = placed.content.user;
  return about(entity::cart, user, "checked_out", user, details_of({{"order_id", placed.id}}));
}

event order_changed(const order& changed) {
  return about(entity::order, std::to_string(changed.id), to_string(changed.status),
               changed.content.user, details_of({{"total", changed.content.total.minor}}));
}

} // namespace souk
