// Many buyers want what there is not enough of.

#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace system_stock_race {

using namespace souk::test;
using codes = std::vector<std::string>;

struct busy_shop : shop_program {
  busy_shop() : shop_program({"--threads", "4"}) {}

  /// Clients, each of a user of its own with a cart of one unit of each product; every other one
  /// of them took the products in the opposite order.
  std::vector<souk::client> buyers(int count, std::vector<std::int64_t> products) const {
    std::vector<souk::client> result;
    for (int i = 0; i < count; ++i) {
      result.push_back(client("buyer-" + std::to_string(i)));
      for (auto id : products)
        result.back().add_to_cart(id);
      std::reverse(products.begin(), products.end());
    }
    return result;
  }
};

/// All of them check out at once; for each, what it was refused with, or nothing.
codes check_out_at_once(std::vector<souk::client>& buyers) {
  return at_once(static_cast<int>(buyers.size()), [&](int i) {
    return code_of([&] { buyers[static_cast<std::size_t>(i)].checkout(); });
  });
}

auto count_of(const codes& all, const char* code) {
  return std::count(all.begin(), all.end(), code);
}

} // namespace system_stock_race

BOOST_FIXTURE_TEST_SUITE(system_stock_race, system_stock_race::busy_shop)

BOOST_AUTO_TEST_CASE(two_hundred_buyers_get_exactly_the_five_units_there_are) {
  const auto lamp = make("Lamp", 5);
  auto crowd = buyers(200, {lamp.id});
  const auto ends = check_out_at_once(crowd);
  BOOST_TEST(count_of(ends, "") == 5);
  BOOST_TEST(count_of(ends, "out_of_stock") == 195);
  BOOST_TEST(stock_of(lamp) == 0);
  for (std::size_t i = 0; i < crowd.size(); ++i) {
    const bool has_bought = ends[i].empty();
    BOOST_TEST(units_of(crowd[i].get_cart().lines, lamp.id) == (has_bought ? 0 : 1));
    BOOST_TEST(crowd[i].list_orders().values.size() == (has_bought ? 1u : 0u));
  }
}

BOOST_AUTO_TEST_CASE(carts_of_two_products_are_sold_whole_or_not_at_all) {
  for (int round = 0; round < 5; ++round) {
    const auto lamp = make("Lamp", 10), pen = make("Pen", 10);
    auto crowd = buyers(32, {lamp.id, pen.id});
    const auto ends = check_out_at_once(crowd);
    BOOST_TEST(count_of(ends, "") == 10);
    BOOST_TEST(count_of(ends, "out_of_stock") == 22);
    BOOST_TEST(stock_of(lamp) == 0);
    BOOST_TEST(stock_of(pen) == 0);
    for (std::size_t i = 0; i < crowd.size(); ++i) {
      BOOST_TEST(crowd[i].get_cart().lines.size() == (ends[i].empty() ? 0u : 2u));
      for (auto& line : crowd[i].get_cart().lines)
        crowd[i].remove_from_cart(line.product_id);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_a_refused_cart_could_have_had_stays_for_others) {
  const auto lamp = make("Lamp", 40), rare = make("Rare", 1);
  auto crowd = buyers(32, {lamp.id, rare.id});
  const auto ends = check_out_at_once(crowd);
  BOOST_TEST(count_of(ends, "") == 1);
  BOOST_TEST(count_of(ends, "out_of_stock") == 31);
  BOOST_TEST(stock_of(rare) == 0);
  BOOST_TEST(stock_of(lamp) == 39);
  for (auto& each : crowd)
    if (!each.get_cart().lines.empty())
      each.remove_from_cart(rare.id);
  BOOST_TEST(count_of(check_out_at_once(crowd), "") == 31);
  BOOST_TEST(stock_of(lamp) == 8);
}

BOOST_AUTO_TEST_CASE(a_refused_checkout_changes_neither_cart_nor_stock) {
  const auto lamp = make("Lamp", 5), rare = make("Rare", 1);
  auto ann = client("ann");
  ann.add_to_cart(lamp.id, 2);
  ann.add_to_cart(rare.id, 2);
  const auto before = ann.get_cart();
  try {
    ann.checkout();
    BOOST_ERROR("an order for more than there is");
  } catch (const souk::api_error& err) {
    BOOST_TEST(err.status() == 409);
    BOOST_TEST(err.code() == "out_of_stock");
    BOOST_TEST((err.lines() == std::vector<souk::sdk::short_line>{{rare.id, 2, 1}}));
  }
  BOOST_TEST((ann.get_cart() == before));
  BOOST_TEST(ann.list_orders().values.empty());
  BOOST_TEST(stock_of(lamp) == 5);
  BOOST_TEST(stock_of(rare) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
