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

} // namespace

event product_changed(const char* kind, const product& changed) {
  return about(entity::product, std::to_string(changed.id), kind, {},
               details_of({{"price", changed.fields.price.minor}, {"version", changed.version}}));
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
