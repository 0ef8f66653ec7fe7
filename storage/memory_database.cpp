#include "storage/memory_database.hpp"

#include <algorithm>

namespace souk {

std::vector<outcome> memory_database::commit(const std::vector<write>& batch, time_point now) {
  std::vector<outcome> result;
  result.reserve(batch.size());
  for (auto& each : batch)
    result.push_back(std::visit([&](auto& cmd) { return apply(cmd, now); }, each));
  return result;
}

outcome memory_database::apply(const insert_product& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto made = std::make_shared<product>();
  made->id = static_cast<int64_t>(products_.size()) + 1;
  made->fields = cmd.fields;
  made->version = 1;
  made->created_at = made->updated_at = now;
  products_.push_back(made);
  kept_answer answer;
  answer.product = made;
  keys_.keep(cmd.key, std::move(answer), now);
  return product_reply{std::move(made)};
}

outcome memory_database::apply(const update_product& cmd, time_point now) {
  auto* row = find_product(cmd.id);
  if (row == nullptr || (*row)->archived)
    return refusal{errc::product_unknown};
  auto next = std::make_shared<product>(**row);
  auto& fields = next->fields;
  fields.name = cmd.name ? *cmd.name : fields.name;
  fields.price = cmd.price ? *cmd.price : fields.price;
  fields.description = cmd.description ? *cmd.description : fields.description;
  fields.sku = cmd.sku ? *cmd.sku : fields.sku;
  fields.category = cmd.category ? *cmd.category : fields.category;
  if (cmd.stock) {
    fields.stock = cmd.stock->on_hand;
    ++next->stock_version;
  }
  ++next->version;
  next->updated_at = now;
  *row = next;
  return product_ptr{std::move(next)};
}

outcome memory_database::apply(const archive_product& cmd, time_point now) {
  auto* row = find_product(cmd.id);
  if (row == nullptr || (*row)->archived)
    return refusal{errc::product_unknown};
  auto next = std::make_shared<product>(**row);
  next->archived = true;
  ++next->version;
  next->updated_at = now;
  *row = next;
  return product_ptr{std::move(next)};
}

outcome memory_database::apply(const save_line& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto& cart = users_[cmd.user].cart;
  auto same = [&](const cart_line& line) { return line.product_id == cmd.added.product_id; };
  auto found = std::find_if(cart.lines.begin(), cart.lines.end(), same);
  auto quantity = cmd.added.quantity;
  if (found == cart.lines.end())
    found = cart.lines.insert(found, cmd.added);
  else
    quantity += found->quantity;
  *found = cmd.added;
  found->quantity = quantity;
  ++cart.version;
  if (!cmd.key.key.empty()) {
    kept_answer answer;
    answer.cart = std::make_shared<cart_view>(cmd.reply);
    keys_.keep(cmd.key, std::move(answer), now);
  }
  return saved_cart{};
}

outcome memory_database::apply(const drop_line& cmd, time_point) {
  auto& cart = users_[cmd.user].cart;
  std::erase_if(cart.lines, [&](auto& line) { return line.product_id == cmd.product_id; });
  ++cart.version;
  return saved_cart{};
}

outcome memory_database::apply(const place& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto& draft = cmd.draft;
  if (auto again = find_checkout(draft.checkout); again.order)
    return again;
  auto& user = users_[draft.user];
  if (auto why = why_not(draft, user.cart))
    return std::move(*why);
  auto made = std::make_shared<order>();
  made->id = static_cast<int64_t>(orders_.size()) + 1;
  made->content = draft;
  made->created_at = now;
  placed_order result{made, take_stock(draft)};
  for (auto& ordered : draft.lines)
    for (auto& line : user.cart.lines)
      if (line.product_id == ordered.product_id)
        line.quantity -= ordered.quantity;
  std::erase_if(user.cart.lines, [](auto& line) { return line.quantity == 0; });
  ++user.cart.version;
  user.orders.push_back(made->id);
  checkouts_.emplace(draft.checkout, made->id);
  orders_.push_back(made);
  kept_answer answer;
  answer.order = std::move(made);
  keys_.keep(cmd.key, std::move(answer), now);
  return result;
}

outcome memory_database::apply(const keep_refusal& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key)) {
    kept_answer answer;
    if (auto* placed = std::get_if<placed_order>(&*known))
      answer.order = std::move(placed->order);
    else if (auto* saved = std::get_if<saved_cart>(&*known))
      answer.cart = std::move(saved->replayed);
    else if (auto* product = std::get_if<product_reply>(&*known))
      answer.product = std::move(product->product);
    else
      return std::move(*known);
    return answer;
  }
  if (is_definitive(cmd.why.code)) {
    kept_answer answer;
    answer.why = cmd.why;
    keys_.keep(cmd.key, std::move(answer), now);
  }
  return kept_answer{};
}

product_ptr* memory_database::find_product(int64_t id) {
  const auto known = id >= 1 && id <= static_cast<int64_t>(products_.size());
  return known ? &products_[static_cast<std::size_t>(id - 1)] : nullptr;
}

std::optional<refusal> memory_database::why_not(const order_draft& draft, const stored_cart& cart) {
  refusal why{errc::out_of_stock};
  for (auto& ordered : draft.lines) {
    auto covers = [&](const cart_line& line) {
      return line.product_id == ordered.product_id && line.quantity >= ordered.quantity;
    };
    auto* row = find_product(ordered.product_id);
    if (row == nullptr || std::none_of(cart.lines.begin(), cart.lines.end(), covers))
      return refusal{errc::unavailable};
    if (auto& stock = (*row)->fields.stock; stock && *stock < ordered.quantity)
      why.lines.push_back({ordered.product_id, ordered.quantity, *stock});
  }
  return why.lines.empty() ? std::nullopt : std::optional{std::move(why)};
}

std::vector<stock_level> memory_database::take_stock(const order_draft& draft) {
  for (auto& ordered : draft.lines) {
    auto& row = *find_product(ordered.product_id);
    if (!row->fields.stock)
      continue;
    auto next = std::make_shared<product>(*row);
    *next->fields.stock -= ordered.quantity;
    ++next->stock_version;
    row = std::move(next);
  }
  return levels_of(draft);
}

std::vector<stock_level> memory_database::levels_of(const order_draft& draft) {
  std::vector<stock_level> result;
  for (auto& ordered : draft.lines)
    if (auto& row = *find_product(ordered.product_id); row->fields.stock)
      result.push_back({row->id, *row->fields.stock, row->stock_version});
  return result;
}

std::vector<product_ptr> memory_database::load_catalog() {
  return products_;
}

stored_cart memory_database::load_cart(const std::string& user) {
  auto found = users_.find(user);
  return found == users_.end() ? stored_cart{} : found->second.cart;
}

placed_order memory_database::find_checkout(const checkout_id& checkout) {
  auto found = checkouts_.find(checkout);
  if (found == checkouts_.end())
    return {};
  auto& stored = orders_[static_cast<std::size_t>(found->second - 1)];
  return {stored, levels_of(stored->content)};
}

order_ptr memory_database::find_order(const std::string& user, int64_t id) {
  if (id < 1 || id > static_cast<int64_t>(orders_.size()))
    return nullptr;
  auto& stored = orders_[static_cast<std::size_t>(id - 1)];
  return stored->content.user == user ? stored : nullptr;
}

order_page memory_database::list_orders(const souk::list_orders& query) {
  order_page page;
  auto found = users_.find(query.user);
  if (found == users_.end())
    return page;
  auto& ids = found->second.orders;
  auto end = std::lower_bound(ids.begin(), ids.end(), query.before);
  while (end != ids.begin() && page.orders.size() < static_cast<std::size_t>(query.limit))
    page.orders.push_back(orders_[static_cast<std::size_t>(*--end - 1)]);
  page.more = end != ids.begin();
  return page;
}

} // namespace souk
