#include "actors/cart_model.hpp"
#include "actors/catalog_model.hpp"
#include "test/actors/random_seed.hpp"

#include <map>
#include <numeric>

BOOST_AUTO_TEST_SUITE(random_models)

namespace {

using namespace souk;
using souk::test::dice;

constexpr int steps = 3'000;

/// The rules of a cart in the simplest words: units per product.
using plain_cart = std::map<int64_t, int32_t>;

void take_step(dice& chance, cart_model& cart, plain_cart& plain) {
  const auto id = static_cast<int64_t>(chance.roll(8)) + 1;
  const auto quantity = static_cast<int32_t>(chance.roll(5)) + 1;
  switch (chance.roll(6)) {
    case 0:
      if (!cart.why_not_remove(id)) {
        cart.remove(id);
        plain.erase(id);
      }
      break;
    case 1:
      if (!cart.is_checking_out() && !cart.is_empty())
        cart.begin_checkout();
      break;
    case 2:
      if (cart.is_checking_out())
        cart.end_checkout(false);
      break;
    case 3:
      if (cart.is_checking_out()) {
        cart.end_checkout(true);
        plain.clear();
      }
      break;
    default:
      if (!cart.is_checking_out() && !cart.why_not_add({id, quantity})) {
        cart.add({id, quantity, {100}, 1});
        plain[id] += quantity;
      }
  }
}

std::map<int64_t, int32_t> units_of(const cart_model& cart) {
  std::map<int64_t, int32_t> result;
  for (auto& each : cart.lines())
    result[each.product_id] += each.quantity;
  return result;
}

/// Stock in the simplest words: every unit is on hand or sold.
struct plain_stock {
  std::map<int64_t, int64_t> on_hand;
  std::map<int64_t, int64_t> stock_versions;
  std::map<uint64_t, std::vector<line>> held;

  int64_t available(int64_t id) const {
    auto left = on_hand.at(id);
    for (auto& [checkout, lines] : held)
      for (auto& each : lines)
        left -= each.product_id == id ? each.quantity : 0;
    return left;
  }

  std::vector<stock_level> sell(uint64_t checkout) {
    std::vector<stock_level> levels;
    for (auto& each : held.at(checkout))
      levels.push_back({each.product_id, on_hand[each.product_id] -= each.quantity,
                        ++stock_versions[each.product_id]});
    held.erase(checkout);
    return levels;
  }
};

std::vector<line> random_lines(dice& chance) {
  std::vector<line> lines;
  for (int64_t id = 1; id <= 4; ++id)
    if (chance.one_in(2))
      lines.push_back({id, static_cast<int32_t>(chance.roll(4)) + 1});
  return lines.empty() ? std::vector<line>{{1, 1}} : lines;
}

void take_step(dice& chance, catalog_model& catalog, plain_stock& plain) {
  const uint64_t checkout = chance.roll(6);
  const checkout_id id{1, 1, checkout};
  if (!plain.held.contains(checkout)) {
    auto lines = random_lines(chance);
    const bool enough = std::all_of(lines.begin(), lines.end(), [&](auto& each) {
      return plain.available(each.product_id) >= each.quantity;
    });
    auto taken = catalog.take({id, lines, {}}, time_point{});
    BOOST_TEST(std::holds_alternative<quoted_lines>(taken) == enough);
    if (enough)
      plain.held[checkout] = lines;
  } else if (chance.one_in(2)) {
    plain.held.erase(checkout);
    catalog.give_back(id);
  } else {
    catalog.settle({id, plain.sell(checkout)});
  }
}

} // namespace

BOOST_AUTO_TEST_CASE(a_cart_never_loses_or_invents_a_unit) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    cart_model cart;
    plain_cart plain;
    for (int step = 0; step < steps; ++step) {
      take_step(chance, cart, plain);
      BOOST_REQUIRE((units_of(cart) == plain));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_catalog_holds_exactly_what_running_checkouts_took) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    catalog_model catalog{currency{}};
    plain_stock plain;
    for (int64_t id = 1; id <= 4; ++id) {
      product row{id, {}, 1};
      row.fields.stock = plain.on_hand[id] = 400;
      catalog.put(std::make_shared<product>(row));
    }
    for (int step = 0; step < steps; ++step) {
      take_step(chance, catalog, plain);
      for (auto& each : catalog.price({{1, 1}, {2, 1}, {3, 1}, {4, 1}}).lines)
        BOOST_REQUIRE(*each.available == plain.available(each.product->id));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
