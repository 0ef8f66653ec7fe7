#include "storage/memory_database.hpp"

#include "messages/limits.hpp"
#include "storage/change_events.hpp"
#include "storage/order_changes.hpp"
#include "storage/order_states.hpp"
#include "storage/product_changes.hpp"

#include <algorithm>
#include <optional>

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
  auto made = new_product(static_cast<int64_t>(products_.size()) + 1, cmd.fields, now);
  products_.push_back(made);
  if (auto first = first_movement(*made))
    write_down(*made, std::move(*first));
  events_.append(product_created(*made), 1, now);
  kept_answer answer;
  answer.product = made;
  keys_.keep(cmd.key, std::move(answer), now);
  return product_reply{std::move(made)};
}

outcome memory_database::apply(const update_product& cmd, time_point now) {
  auto* row = find_product(cmd.id);
  if (auto why = why_not_change(row ? row->get() : nullptr, cmd.only_if))
    return std::move(*why);
  auto next = updated(**row, cmd, now);
  if (auto made = movement_between(**row, *next))
    write_down(*next, std::move(*made));
  events_.append(product_updated(**row, *next), now);
  *row = next;
  return product_ptr{std::move(next)};
}

outcome memory_database::apply(const archive_product& cmd, time_point now) {
  auto* row = find_product(cmd.id);
  if (auto why = why_not_change(row ? row->get() : nullptr, cmd.only_if))
    return std::move(*why);
  auto next = archived(**row, now);
  *row = next;
  events_.append(product_archived(*next), now);
  return product_ptr{std::move(next)};
}

outcome memory_database::apply(const save_movement& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto* row = find_product(cmd.product_id);
  if (auto why = why_not_move(row ? row->get() : nullptr, cmd))
    return refuse(keys_, cmd.key, std::move(*why), now);
  auto made = movement_of(cmd, now);
  const auto level = change_stock(cmd.product_id, made);
  made.sequence = level.stock_version;
  kept_answer answer;
  answer.moved = std::make_shared<moved_stock>(moved_stock{cmd.product_id, level.on_hand, made});
  events_.append(stock_moved(*answer.moved), now);
  keys_.keep(cmd.key, answer, now);
  return saved_movement{std::move(answer.moved)};
}

outcome memory_database::apply(const save_line& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto& cart = users_[cmd.user].cart;
  if (!holds(cmd.only_if, {cart.version}))
    return saved_cart{nullptr, std::make_shared<stored_cart>(cart)};
  auto same = [&](const cart_line& line) { return line.product_id == cmd.added.product_id; };
  auto found = std::find_if(cart.lines.begin(), cart.lines.end(), same);
  auto quantity = cmd.added.quantity;
  if (found == cart.lines.end())
    found = cart.lines.insert(found, cmd.added);
  else
    quantity += found->quantity;
  *found = cmd.added;
  found->quantity = quantity;
  events_.append(line_added(cmd.user, cmd.added), ++cart.version, now);
  if (!cmd.key.key.empty()) {
    kept_answer answer;
    answer.cart = std::make_shared<cart_view>(cmd.reply);
    keys_.keep(cmd.key, std::move(answer), now);
  }
  return saved_cart{};
}

outcome memory_database::apply(const drop_line& cmd, time_point now) {
  auto& cart = users_[cmd.user].cart;
  std::erase_if(cart.lines, [&](auto& line) { return line.product_id == cmd.product_id; });
  events_.append(line_removed(cmd.user, cmd.product_id), ++cart.version, now);
  return saved_cart{};
}

outcome memory_database::apply(const place& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto& draft = cmd.draft;
  if (auto again = find_checkout(draft.checkout); again.order)
    return again;
  auto& user = users_[draft.user];
  if (auto why = why_not_place(draft, user.cart, stocks_of(draft, stock_finder())))
    return std::move(*why);
  const auto id = static_cast<int64_t>(orders_.size()) + 1;
  auto made = std::make_shared<order>(order{id, draft, order_status::placed, now});
  placed_order result{made, take_stock(*made)};
  for (auto& ordered : draft.lines)
    for (auto& line : user.cart.lines)
      if (line.product_id == ordered.product_id)
        line.quantity -= ordered.quantity;
  std::erase_if(user.cart.lines, [](auto& line) { return line.quantity == 0; });
  events_.append(cart_checked_out(*made), ++user.cart.version, now);
  events_.append(order_changed(*made, result.levels), 1, now);
  user.orders.push_back(made->id);
  checkouts_.emplace(draft.checkout, made->id);
  orders_.push_back(made);
  kept_answer answer;
  answer.order = std::move(made);
  keys_.keep(cmd.key, std::move(answer), now);
  return result;
}

outcome memory_database::apply(const save_cancel& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return std::move(*known);
  auto found = find_order(cmd.user, cmd.id);
  if (auto why = why_not_cancel(found.get(), cmd.only_if))
    return refuse(keys_, cmd.key, std::move(*why), now);
  auto& counted = counted_lines_[cmd.id];
  if (!can_take_back(counted, stock_finder()))
    return refuse(keys_, cmd.key, {errc::stock_too_large}, now);
  kept_answer answer;
  answer.order = canceled(*found);
  orders_[static_cast<std::size_t>(cmd.id - 1)] = answer.order;
  std::vector<stock_level> levels;
  std::sort(counted.begin(), counted.end(),
            [](auto& a, auto& b) { return a.product_id < b.product_id; });
  for (auto& each : counted)
    if ((*find_product(each.product_id))->fields.stock)
      levels.push_back(change_stock(each.product_id,
                                    {0, movement_kind::released, each.quantity, cmd.id, "", now}));
  events_.append(order_changed(*answer.order, levels), now);
  keys_.keep(cmd.key, answer, now);
  return placed_order{std::move(answer.order), std::move(levels)};
}

outcome memory_database::apply(const keep_refusal& cmd, time_point now) {
  if (auto known = keys_.find(cmd.key))
    return as_kept_answer(std::move(*known));
  refuse(keys_, cmd.key, cmd.why, now);
  return kept_answer{};
}

product_ptr* memory_database::find_product(int64_t id) {
  const auto known = id >= 1 && id <= static_cast<int64_t>(products_.size());
  return known ? &products_[static_cast<std::size_t>(id - 1)] : nullptr;
}

std::optional<product_stock> memory_database::stock_of(int64_t product_id) {
  auto* row = find_product(product_id);
  if (row == nullptr)
    return std::nullopt;
  return product_stock{(*row)->fields.stock, (*row)->stock_version};
}

stock_level memory_database::change_stock(int64_t product_id, movement change) {
  auto& row = *find_product(product_id);
  auto next = std::make_shared<product>(*row);
  *next->fields.stock += change.quantity;
  change.sequence = ++next->stock_version;
  row = next;
  write_down(*row, std::move(change));
  return {product_id, *row->fields.stock, row->stock_version};
}

void memory_database::write_down(const product& row, movement made) {
  movements_[row.id].push_back(std::move(made));
}

std::vector<stock_level> memory_database::take_stock(const order& placed) {
  std::vector<stock_level> levels;
  for (auto& ordered : placed.content.lines) {
    if (!(*find_product(ordered.product_id))->fields.stock)
      continue;
    counted_lines_[placed.id].push_back({ordered.product_id, ordered.quantity});
    levels.push_back(change_stock(ordered.product_id, {0, movement_kind::sold, -ordered.quantity,
                                                       placed.id, "", placed.created_at}));
  }
  return levels;
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
  return {stored, levels_of(stored->content, stocks_of(stored->content, stock_finder()))};
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
  const auto limit = static_cast<std::size_t>(query.limit);
  for (std::size_t lines = 0; end != ids.begin() && page.orders.size() < limit; --end) {
    auto& next = orders_[static_cast<std::size_t>(*std::prev(end) - 1)];
    if ((lines += next->content.lines.size()) > page_lines_max)
      break;
    page.orders.push_back(next);
  }
  page.more = end != ids.begin();
  return page;
}

movement_page memory_database::load_movements(const souk::load_movements& query) {
  movement_page page;
  auto& all = movements_[query.product_id];
  for (auto each = all.rbegin(); each != all.rend(); ++each) {
    if (each->sequence >= query.before)
      continue;
    if (page.movements.size() == static_cast<std::size_t>(query.limit)) {
      page.more = true;
      break;
    }
    page.movements.push_back(*each);
  }
  return page;
}

} // namespace souk
