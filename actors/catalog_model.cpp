#include "actors/catalog_model.hpp"

#include "messages/limits.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Enough for the front pages of a shop; a crawler's pages push each other out.
constexpr std::size_t pages_max = 64;

/// The sum of the lines, or nothing where it does not fit.
std::optional<money> total_of(const quoted_lines& quoted, currency unit) {
  std::optional<money> total = money{0, unit};
  for (auto& each : quoted.lines) {
    auto line_total = checked_multiply(each.product->fields.price, each.quantity);
    total = line_total ? checked_add(*total, *line_total) : std::nullopt;
    if (!total)
      return std::nullopt;
  }
  return total;
}

refusal shortage_of(const quoted_lines& quoted) {
  refusal why{errc::out_of_stock};
  for (auto& each : quoted.lines)
    if (each.available && *each.available < each.quantity)
      why.lines.push_back({each.product->id, each.quantity, std::max<int64_t>(0, *each.available)});
  return why;
}

std::size_t text_bytes(const product_fields& fields) {
  return fields.name.size() + fields.description.size() + fields.sku.size()
         + fields.category.size();
}

} // namespace

void catalog_model::put(product_ptr stored) {
  auto& [known, reserved] = entries_[stored->id];
  if (known && stored->version <= known->version && stored->stock_version <= known->stock_version)
    return;
  pages_.clear();
  if (!known
      || (stored->version > known->version && stored->stock_version >= known->stock_version)) {
    known = std::move(stored);
  } else {
    auto& fresh = stored->version > known->version ? *stored : *known;
    auto& level = stored->stock_version > known->stock_version ? *stored : *known;
    auto merged = std::make_shared<product>(fresh);
    merged->fields.stock = level.fields.stock;
    merged->stock_version = level.stock_version;
    known = std::move(merged);
  }
  if (known->archived)
    listed_.erase(known->id);
  else
    listed_.insert(listed_.end(), known->id); // where most go: ids rise
  if (reserved != 0 && !known->fields.stock)
    forget_holds_of(known->id);
}

product_ptr catalog_model::find(int64_t id) const {
  auto found = entries_.find(id);
  const bool shown = found != entries_.end() && !found->second.product->archived;
  return shown ? found->second.product : nullptr;
}

product_page_ptr catalog_model::page(const list_products& query) {
  const std::pair key{query.after, query.limit};
  if (auto known = pages_.find(key); known != pages_.end())
    return known->second;
  auto made = std::make_shared<product_page>();
  auto& products = made->products;
  std::size_t bytes = 0;
  auto at = listed_.upper_bound(query.after);
  for (; at != listed_.end() && products.size() < static_cast<std::size_t>(query.limit); ++at) {
    auto& next = entries_.at(*at).product;
    bytes += text_bytes(next->fields);
    if (bytes > page_text_bytes_max)
      break;
    products.push_back(next);
  }
  made->more = at != listed_.end();
  if (pages_.size() >= pages_max)
    pages_.clear();
  return pages_[key] = std::move(made);
}

quoted_lines catalog_model::price(const std::vector<line>& lines) const {
  quoted_lines result;
  result.lines.reserve(lines.size());
  for (auto& each : lines) {
    auto& quoted = result.lines.emplace_back();
    quoted.quantity = each.quantity;
    auto found = entries_.find(each.product_id);
    if (found == entries_.end())
      continue;
    quoted.product = found->second.product;
    if (auto& stock = quoted.product->fields.stock)
      quoted.available = *stock - found->second.reserved;
  }
  return result;
}

std::variant<quoted_lines, refusal> catalog_model::take(const reserve& command, time_point now) {
  auto quoted = price(command.lines);
  auto gone = [](const quoted_line& each) { return !each.product || each.product->archived; };
  if (std::any_of(quoted.lines.begin(), quoted.lines.end(), gone)) {
    refusal why{errc::items_unavailable};
    for (std::size_t i = 0; i < quoted.lines.size(); ++i)
      if (gone(quoted.lines[i]))
        why.lines.push_back({command.lines[i].product_id, command.lines[i].quantity, 0});
    return why;
  }
  auto total = total_of(quoted, unit_);
  if (!total)
    return refusal{errc::total_too_large};
  if (command.expected_total && *command.expected_total != *total) {
    refusal why{errc::total_changed};
    why.total = *total;
    return why;
  }
  if (holds_.contains(command.checkout))
    return quoted;
  if (auto why = shortage_of(quoted); !why.lines.empty())
    return why;
  hold taken{{}, now};
  for (auto& each : quoted.lines)
    if (each.available) {
      entries_.at(each.product->id).reserved += each.quantity;
      taken.lines.push_back({each.product->id, each.quantity});
    }
  if (!taken.lines.empty())
    holds_.emplace(command.checkout, std::move(taken));
  return quoted;
}

void catalog_model::give_back(const checkout_id& checkout) {
  auto found = holds_.find(checkout);
  if (found == holds_.end())
    return;
  for (auto& each : found->second.lines)
    entries_.at(each.product_id).reserved -= each.quantity;
  holds_.erase(found);
}

void catalog_model::forget_holds_of(int64_t product_id) {
  entries_.at(product_id).reserved = 0;
  for (auto& [checkout, held] : holds_)
    std::erase_if(held.lines, [&](auto& each) { return each.product_id == product_id; });
  std::erase_if(holds_, [](auto& each) { return each.second.lines.empty(); });
}

void catalog_model::settle(const souk::settle& stored) {
  give_back(stored.checkout);
  for (auto& level : stored.levels)
    put_level(level);
}

void catalog_model::put_level(const stock_level& level) {
  auto found = entries_.find(level.product_id);
  if (found == entries_.end() || found->second.product->stock_version >= level.stock_version)
    return;
  auto next = std::make_shared<product>(*found->second.product);
  next->fields.stock = level.on_hand;
  next->stock_version = level.stock_version;
  found->second.product = std::move(next);
  pages_.clear();
}

std::vector<checkout_id> catalog_model::doubtful_holds(time_point now) const {
  std::vector<checkout_id> result;
  for (auto& [checkout, held] : holds_)
    if (held.since > now || now - held.since > hold_doubted_after)
      result.push_back(checkout);
  return result;
}

} // namespace souk
