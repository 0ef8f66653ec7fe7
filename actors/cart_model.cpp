#include "actors/cart_model.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Remarks on one line that can still be had. One being checked out has its stock already.
void warn(cart_view& view, const cart_line& line, const quoted_line& now, bool is_checking_out) {
  auto& price = now.product->fields.price;
  if (price != line.price) {
    cart_warning warning{warning_code::price_changed, line.product_id};
    warning.was = line.price;
    warning.now = price;
    view.warnings.push_back(warning);
  }
  if (!is_checking_out && now.available && *now.available < line.quantity) {
    cart_warning warning{warning_code::not_enough_stock, line.product_id};
    warning.requested = line.quantity;
    // Less than nothing, where a seller has counted less than checkouts hold.
    warning.available = std::max<int64_t>(0, *now.available);
    view.warnings.push_back(warning);
  }
}

/// Appends a line that counts nothing.
void show_unavailable(cart_view& view, const cart_line& line, std::string name, money price) {
  view.lines.push_back(
    {line.product_id, line.quantity, std::move(name), price, {0, price.unit}, false});
}

/// Appends a line to the view.
void show(cart_view& view, const cart_line& line, const quoted_line& now, bool is_checking_out) {
  if (!now.product)
    return show_unavailable(view, line, {}, line.price);
  auto& fields = now.product->fields;
  if (now.product->archived)
    return show_unavailable(view, line, fields.name, line.price);
  auto line_total = checked_multiply(fields.price, line.quantity);
  auto total = line_total ? checked_add(view.total, *line_total) : std::nullopt;
  if (!total) {
    view.warnings.push_back({warning_code::total_too_large, line.product_id});
    return show_unavailable(view, line, fields.name, fields.price);
  }
  view.total = *total;
  view.lines.push_back(
    {line.product_id, line.quantity, fields.name, fields.price, *line_total, true});
  warn(view, line, now, is_checking_out);
}

} // namespace

std::optional<errc> cart_model::why_not_change(const precondition& only_if) const {
  if (!holds(only_if, {version_}))
    return errc::precondition_failed;
  if (only_if && is_checking_out())
    return errc::checkout_in_progress;
  return std::nullopt;
}

std::optional<errc> cart_model::why_not_add(const line& more) const {
  auto* held = find(more.product_id);
  if (more.quantity > quantity_max - (held ? held->quantity : 0))
    return errc::quantity_too_large;
  if (held == nullptr && lines_.size() >= cart_lines_max)
    return errc::cart_full;
  return std::nullopt;
}

void cart_model::add(const cart_line& more) {
  ++version_;
  auto same = [&](const cart_line& line) { return line.product_id == more.product_id; };
  auto found = std::find_if(lines_.begin(), lines_.end(), same);
  if (found == lines_.end()) {
    lines_.push_back(more);
    return;
  }
  const auto quantity = found->quantity + more.quantity;
  *found = more;
  found->quantity = quantity;
}

std::optional<errc> cart_model::why_not_remove(int64_t product_id) const {
  if (find(product_id) == nullptr)
    return errc::line_unknown;
  if (is_checking_out_)
    return errc::checkout_in_progress;
  return std::nullopt;
}

void cart_model::remove(int64_t product_id) {
  ++version_;
  std::erase_if(lines_, [&](auto& line) { return line.product_id == product_id; });
}

std::vector<line> cart_model::lines() const {
  std::vector<line> result;
  result.reserve(lines_.size() + 1); // of which an add asks for the price as well
  for (auto& each : lines_)
    result.push_back({each.product_id, each.quantity});
  return result;
}

void cart_model::end_checkout(bool succeeded) {
  is_checking_out_ = false;
  if (!succeeded)
    return;
  ++version_;
  lines_.clear();
}

cart_view cart_model::view(const std::string& user, const quoted_lines& quoted,
                           currency unit) const {
  cart_view result;
  result.user = user;
  result.total.unit = unit;
  result.version = version_;
  result.lines.reserve(quoted.lines.size());
  auto now = quoted.lines.begin();
  for (auto& line : lines_)
    show(result, line, *now++, is_checking_out_);
  return result;
}

const cart_line* cart_model::find(int64_t product_id) const {
  auto same = [&](const cart_line& line) { return line.product_id == product_id; };
  auto found = std::find_if(lines_.begin(), lines_.end(), same);
  return found == lines_.end() ? nullptr : &*found;
}

bool is_total(const cart_view& seen) {
  return std::none_of(seen.warnings.begin(), seen.warnings.end(), [](const cart_warning& each) {
    return each.code == warning_code::total_too_large;
  });
}

std::variant<order_draft, errc> draft_order(checkout_id checkout, const std::string& user,
                                            const quoted_lines& quoted, currency unit) {
  order_draft result{checkout, user, {}, {0, unit}};
  result.lines.reserve(quoted.lines.size());
  for (auto& each : quoted.lines) {
    auto& fields = each.product->fields;
    auto line_total = checked_multiply(fields.price, each.quantity);
    auto total = line_total ? checked_add(result.total, *line_total) : std::nullopt;
    if (!total)
      return errc::total_too_large;
    result.total = *total;
    result.lines.push_back(
      {each.product->id, fields.name, fields.price, each.quantity, *line_total});
  }
  return result;
}

} // namespace souk
