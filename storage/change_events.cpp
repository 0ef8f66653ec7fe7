#include "storage/change_events.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace souk {

namespace {

// Details are JSON objects, which stay open at their end until they are complete. Their names need
// no escaping.

void append(std::string& object, const char* name, int64_t value) {
  object += object.back() == '{' ? "\"" : ",\"";
  object += name;
  object += "\":";
  object += std::to_string(value);
}

std::string details_of(std::initializer_list<std::pair<const char*, int64_t>> members) {
  constexpr std::size_t usual_bytes = 62;
  std::string result;
  result.reserve(usual_bytes);
  result = '{';
  for (auto& [name, value] : members)
    append(result, name, value);
  return result;
}

event about(entity what, std::string id, const char* kind, std::string actor, std::string details) {
  event result;
  result.about = what;
  result.entity_id = std::move(id);
  result.kind = kind;
  result.actor = std::move(actor);
  result.details = std::move(details);
  result.details += '}';
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

bool by_product(const stock_level& a, const stock_level& b) {
  return a.product_id < b.product_id;
}

/// The lines in their order.
void append_lines(std::string& details, const std::vector<order_line>& lines,
                  std::vector<stock_level> left) {
  constexpr std::size_t usual_bytes = 54;
  details.reserve(details.size() + usual_bytes * (lines.size() + 1));
  std::sort(left.begin(), left.end(), by_product);
  details += ",\"lines\":[";
  for (auto& each : lines) {
    details += details.back() == '[' ? "{" : ",{";
    append(details, "product_id", each.product_id);
    append(details, "quantity", each.quantity);
    const auto level =
      std::lower_bound(left.begin(), left.end(), stock_level{each.product_id}, by_product);
    if (level != left.end() && level->product_id == each.product_id)
      append(details, "on_hand", level->on_hand);
    details += '}';
  }
  details += ']';
}

} // namespace

event product_created(const product& made) {
  auto details = details_of(made);
  if (made.fields.stock)
    append(details, "on_hand", *made.fields.stock);
  return product_changed("created", made, std::move(details));
}

event product_updated(const product& before, const product& after) {
  auto details = details_of(after);
  details += ",\"changed\":[" + names_of_changed(before.fields, after.fields) + ']';
  if (after.fields.stock && after.fields.stock != before.fields.stock)
    append(details, "on_hand", *after.fields.stock);
  return product_changed("updated", after, std::move(details));
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

event order_changed(const order& changed, std::vector<stock_level> left) {
  auto details = details_of({{"total", changed.content.total.minor}});
  append_lines(details, changed.content.lines, std::move(left));
  return about(entity::order, std::to_string(changed.id), to_string(changed.status),
               changed.content.user, std::move(details));
}

} // namespace souk
