#include "test/storage/told_stock.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace souk::test {

namespace {

using json = nlohmann::json;

/// `told` names a product's level, or none where the event has not changed it.
void take_over(std::map<int64_t, int64_t>& levels, int64_t product_id, const json& told) {
  if (told.contains("on_hand"))
    levels[product_id] = told.at("on_hand");
}

bool names_stock(const json& details) {
  auto& changed = details.at("changed");
  return std::find(changed.begin(), changed.end(), "stock") != changed.end();
}

} // namespace

std::map<int64_t, int64_t> told_stock(const std::vector<event>& feed) {
  std::map<int64_t, int64_t> levels;
  for (auto& each : feed) {
    const auto details = json::parse(each.details);
    if (each.about == entity::product) {
      const auto id = std::stoll(each.entity_id);
      if (each.kind == "updated" && names_stock(details))
        levels.erase(id); // no longer tracked, or with a new level
      take_over(levels, id, details);
    }
    if (each.about == entity::order)
      for (auto& line : details.at("lines"))
        take_over(levels, line.at("product_id"), line);
  }
  return levels;
}

} // namespace souk::test
