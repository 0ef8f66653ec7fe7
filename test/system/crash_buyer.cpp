#include "test/system/crash_buyer.hpp"

#include "test/system/shop_program.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace souk::test {

namespace {

using deed_kind = deed::kind;
using sdk::transport_fault;

const char* name_of(deed_kind what) {
  switch (what) {
    case deed_kind::add:
      return "add";
    case deed_kind::remove:
      return "remove";
    case deed_kind::check_out:
      return "check out";
    case deed_kind::cancel:
      return "cancel";
    case deed_kind::receive:
      return "receive";
    case deed_kind::adjust:
      return "adjust";
  }
  return "";
}

bool may_be_refused(deed_kind what, const std::string& code) {
  return (what == deed_kind::check_out && code == "out_of_stock")
         || (what == deed_kind::adjust && code == "stock_too_low");
}

bool is_sign_of_a_crash(transport_fault fault) {
  return fault == transport_fault::connection_lost || fault == transport_fault::cannot_connect;
}

template <class Line>
std::map<std::int64_t, std::int64_t> units_by_product(const std::vector<Line>& lines) {
  std::map<std::int64_t, std::int64_t> result;
  for (auto& line : lines)
    result[line.product_id] += line.quantity;
  return result;
}

} // namespace

crash_buyer::crash_buyer(std::string user_id, std::vector<std::int64_t> products,
                         std::uint64_t seed)
  : user_id_(std::move(user_id)), products_(std::move(products)), dice_(seed) {}

void crash_buyer::expect(bool is_so, const std::string& otherwise) {
  if (!is_so)
    faults_.push_back(user_id_ + ": " + otherwise);
}

std::int64_t crash_buyer::any_product() {
  return products_[dice_.roll(products_.size())];
}

std::optional<std::int64_t> crash_buyer::placed_order() const {
  for (auto i = orders_.rbegin(); i != orders_.rend(); ++i)
    if (i->second.now.status == "placed")
      return i->first;
  return {};
}

deed crash_buyer::next_deed() {
  const auto key = user_id_ + "-" + std::to_string(++deeds_);
  const auto units = 1 + static_cast<std::int64_t>(dice_.roll(3));
  deed result{.what = deed_kind::add, .product_id = any_product(), .quantity = units, .key = key};
  if (cart_.empty())
    return result;
  const auto roll = dice_.roll(9);
  if (roll == 0)
    return {.what = deed_kind::remove, .product_id = cart_.begin()->first};
  if (roll == 1)
    if (auto id = placed_order())
      return {.what = deed_kind::cancel, .order_id = *id, .key = key};
  if (roll == 2)
    result = {
      .what = deed_kind::receive, .product_id = any_product(), .quantity = 4 * units, .key = key};
  if (roll == 3)
    result = {
      .what = deed_kind::adjust, .product_id = any_product(), .quantity = -units, .key = key};
  if (roll >= 6)
    result = {.what = deed_kind::check_out, .key = key};
  return result;
}

void crash_buyer::work(souk::client shop, const std::function<void()>& acknowledged) {
  while (faults_.empty()) {
    unanswered_ = next_deed();
    if (ask(shop, *unanswered_) == outcome::lost)
      return;
    unanswered_.reset();
    acknowledged();
  }
}

crash_buyer::outcome crash_buyer::ask(souk::client& shop, const deed& x) {
  try {
    return ask_and_learn(shop, x) ? outcome::replayed : outcome::done;
  } catch (const api_error& err) {
    expect(may_be_refused(x.what, err.code()), err.what());
    return outcome::refused;
  } catch (const transport_error& err) {
    expect(is_sign_of_a_crash(err.fault()), err.what());
    return outcome::lost;
  }
}

bool crash_buyer::ask_and_learn(souk::client& shop, const deed& x) {
  switch (x.what) {
    case deed_kind::add:
      return learn(x, shop.add_to_cart(x.product_id, x.quantity, x.key));
    case deed_kind::remove:
      return learn(x, shop.remove_from_cart(x.product_id));
    case deed_kind::check_out:
      return learn(x, shop.checkout({}, x.key));
    case deed_kind::cancel:
      return learn(x, shop.cancel_order(x.order_id, x.key));
    case deed_kind::receive:
      return learn(shop.receive_stock(x.product_id, x.quantity, x.key, x.key));
    case deed_kind::adjust:
      return learn(shop.adjust_stock(x.product_id, x.quantity, x.key, x.key));
  }
  return false;
}

bool crash_buyer::learn(const deed& x, const sdk::cart& cart) {
  if (x.what == deed_kind::add)
    cart_[x.product_id] += x.quantity;
  else
    cart_.erase(x.product_id);
  compare(cart);
  return cart.replayed;
}

bool crash_buyer::learn(const deed& x, sdk::order order) {
  const bool is_replay = std::exchange(order.replayed, false);
  if (x.what == deed_kind::cancel) {
    orders_[order.id].now = order;
    return is_replay;
  }
  expect(units_by_product(order.lines) == cart_, "another cart was sold: " + x.key);
  expect(orders_.try_emplace(order.id, known_order{order, order, x.key}).second,
         "one order was placed twice: " + x.key);
  cart_.clear();
  return is_replay;
}

bool crash_buyer::learn(const sdk::stock_moved& moved) {
  moved_.push_back(moved);
  return moved.replayed;
}

bool crash_buyer::is_stored(souk::client& shop, const deed& x) {
  switch (x.what) {
    case deed_kind::add:
    case deed_kind::remove:
      return units_by_product(shop.get_cart().lines) != cart_;
    case deed_kind::check_out: {
      const auto newest = shop.list_orders(1).values;
      return !newest.empty() && newest[0].id > newest_before_ && !orders_.contains(newest[0].id);
    }
    case deed_kind::cancel:
      return shop.get_order(x.order_id).status == "canceled";
    case deed_kind::receive:
    case deed_kind::adjust: {
      const auto newest = shop.get_stock(x.product_id).movements;
      return std::any_of(newest.begin(), newest.end(),
                         [&](auto& movement) { return movement.reason == x.key; });
    }
  }
  return false;
}

void crash_buyer::ask_again(souk::client shop) {
  if (!unanswered_)
    return;
  const auto x = *std::exchange(unanswered_, {});
  const bool was_stored = is_stored(shop, x);
  replays_seen_ += was_stored;
  // A removal has no key that would make the second one succeed.
  if (was_stored && x.what == deed_kind::remove) {
    cart_.erase(x.product_id);
    return;
  }
  const auto end = ask(shop, x);
  expect(end != outcome::lost, "the shop does not answer after its start");
  expect((end == outcome::replayed) == was_stored,
         name_of(x.what) + (" was stored, but is no replay: " + x.key));
}

void crash_buyer::look_back(souk::client shop) {
  compare(shop.get_cart());
  compare_orders(shop);
  compare_keys(shop);
  compare_movements(shop);
  orders_seen_ += static_cast<int>(orders_.size());
  if (!orders_.empty())
    newest_before_ = orders_.rbegin()->first;
  orders_.clear();
  moved_.clear();
}

void crash_buyer::compare(const sdk::cart& cart) {
  expect(units_by_product(cart.lines) == cart_, "the cart has other lines");
}

void crash_buyer::compare_orders(souk::client& shop) {
  std::size_t count = 0;
  for (auto& order : shop.orders()) {
    if (order.id <= newest_before_)
      break;
    ++count;
    const auto known = orders_.find(order.id);
    const auto name = "order " + std::to_string(order.id);
    expect(known != orders_.end(), name + " comes from nowhere");
    expect(known == orders_.end() || known->second.now == order, name + " has changed");
  }
  expect(count == orders_.size(), "an order is lost");
}

void crash_buyer::compare_keys(souk::client& shop) {
  for (auto& [id, known] : orders_) {
    auto again = shop.checkout({}, known.key);
    expect(std::exchange(again.replayed, false), known.key + " is forgotten");
    expect(again == known.placed, known.key + " gives another order");
  }
}

void crash_buyer::compare_movements(souk::client& shop) {
  for (auto& each : moved_) {
    const auto stored = shop.get_stock(each.product_id, 1, each.movement.sequence + 1).movements;
    expect(stored.size() == 1 && stored[0] == each.movement,
           "a movement is lost: " + each.movement.reason);
  }
}

} // namespace souk::test
