// Many buyers want the last units. SOUK_TEST_ROUNDS says how often.

#include "test/sanitized.hpp"
#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"
#include "test/times.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace system_last_items {

using namespace souk::test;
using ids = std::vector<std::int64_t>;

constexpr int buyers = is_sanitized ? 32 : 200;
constexpr int rounds = 200;
/// Enough for a slow machine, on which so many lists at once are refused for a while.
constexpr int retries = 8;

/// What became of a buyer.
struct share {
  /// What the checkout was refused with, if it was.
  std::string code = {};
  std::vector<souk::sdk::order> orders = {};
};

using shares = std::vector<share>;

struct last_items_shop : shop_program {
  last_items_shop() : shop_program({"--threads", "4", "--in-flight", "2048"}) {
    for (int i = 0; i < buyers; ++i)
      crowd.push_back(client("seller", retries));
  }

  template <class Action>
  auto each_buyer(Action action) {
    return at_once(buyers, [&](int i) { return action(crowd[static_cast<std::size_t>(i)], i); });
  }

  /// Users that nobody has seen yet put these into their carts, and all check out at once.
  shares sell(const std::function<ids(int)>& wishes) {
    ++sales;
    each_buyer([&](souk::client& buyer, int number) {
      buyer.set_user_id(user(number));
      for (auto id : wishes(number))
        buyer.add_to_cart(id);
      return true;
    });
    const auto codes =
      each_buyer([](souk::client& buyer, int) { return code_of([&] { buyer.checkout(); }); });
    return each_buyer([&](souk::client& buyer, int number) {
      return share{codes[static_cast<std::size_t>(number)], buyer.list_orders().values};
    });
  }

  /// A user of this sale.
  std::string user(int number) const {
    return "buyer-" + std::to_string(sales) + "-" + std::to_string(number);
  }

  std::vector<souk::client> crowd;
  int sales = 0;
};

/// Whoever was not refused has one order, with so many lines; nobody else has any. Returns how many
/// there are.
std::int64_t count_sold(const shares& all, std::size_t lines) {
  std::int64_t result = 0;
  for (auto& each : all) {
    const bool has_bought = each.code.empty();
    result += has_bought;
    BOOST_TEST((has_bought || each.code == "out_of_stock"), each.code);
    BOOST_TEST(each.orders.size() == (has_bought ? 1u : 0u));
    for (auto& order : each.orders)
      BOOST_TEST(order.lines.size() == lines);
  }
  return result;
}

} // namespace system_last_items

BOOST_FIXTURE_TEST_SUITE(system_last_items, system_last_items::last_items_shop)

BOOST_AUTO_TEST_CASE(as_many_units_are_sold_as_there_are) {
  constexpr std::array<std::int64_t, 4> units{1, 2, 5, 10};
  const int all = times("SOUK_TEST_ROUNDS", rounds);
  for (int round = 0; round < all; ++round) {
    const auto stock = units[static_cast<std::size_t>(round) % units.size()];
    const auto lamp = make("Lamp", stock);
    BOOST_TEST_CONTEXT("round " << round) {
      BOOST_TEST(count_sold(sell([&](int) { return ids{lamp.id}; }), 1) == stock);
      BOOST_TEST(stock_of(lamp) == 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_last_pair_is_sold_whole_whatever_the_order_of_the_lines) {
  const int all = times("SOUK_TEST_ROUNDS", rounds) / 10;
  for (int round = 0; round < all; ++round) {
    const auto lamp = make("Lamp", 1), pen = make("Pen", 1);
    const auto sold = sell([&](int number) {
      return number % 2 == 0 ? ids{lamp.id, pen.id} : ids{pen.id, lamp.id};
    });
    BOOST_TEST_CONTEXT("round " << round) {
      BOOST_TEST(count_sold(sold, 2) == 1);
      BOOST_TEST(stock_of(lamp) == 0);
      BOOST_TEST(stock_of(pen) == 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(chains_of_pairs_leave_no_pair_that_could_have_been_sold) {
  constexpr std::size_t products = 5;
  const int all = times("SOUK_TEST_ROUNDS", rounds) / 10;
  for (int round = 0; round < all; ++round) {
    std::vector<souk::sdk::product> ring(products);
    for (auto& each : ring)
      each = make("Fork", 1);
    // Each wants a product and its neighbour, as philosophers do.
    const auto sold = sell([&](int number) {
      const auto i = static_cast<std::size_t>(number) % products;
      return ids{ring[i].id, ring[(i + 1) % products].id};
    });
    BOOST_TEST_CONTEXT("round " << round) {
      const auto orders = count_sold(sold, 2);
      std::vector<std::int64_t> left(products);
      std::transform(ring.begin(), ring.end(), left.begin(),
                     [this](auto& product) { return stock_of(product); });
      BOOST_TEST(std::count(left.begin(), left.end(), 1)
                 == static_cast<std::int64_t>(products) - 2 * orders);
      for (std::size_t i = 0; i < products; ++i)
        BOOST_TEST((left[i] == 0 || left[(i + 1) % products] == 0));
    }
  }
}

BOOST_AUTO_TEST_CASE(whoever_brings_a_unit_first_is_never_refused_one) {
  const int all = times("SOUK_TEST_ROUNDS", rounds) / 2;
  const auto lamp = make("Lamp", 0);
  ++sales;
  const auto refusals = each_buyer([&](souk::client& buyer, int number) {
    buyer.set_user_id(user(number));
    int result = 0;
    for (int round = 0; round < all; ++round) {
      buyer.add_to_cart(lamp.id);
      buyer.receive_stock(lamp.id, 1);
      if (code_of([&] { buyer.checkout(); }) == "out_of_stock") {
        ++result;
        buyer.remove_from_cart(lamp.id);
      }
    }
    return result;
  });
  // As many units are left as there were refusals, so that each of these is wrong.
  const auto refused = std::accumulate(refusals.begin(), refusals.end(), 0);
  BOOST_TEST(stock_of(lamp) == refused);
  BOOST_TEST(refused == 0);
}

BOOST_AUTO_TEST_SUITE_END()
