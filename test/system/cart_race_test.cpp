// Many threads work on one cart, and on many.

#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace system_cart_race {

using namespace souk::test;

/// Units by product id.
using units = std::map<std::int64_t, std::int64_t>;

template <class Line>
units operator+(units sum, const std::vector<Line>& lines) {
  for (auto& line : lines)
    sum[line.product_id] += line.quantity;
  return sum;
}

struct busy_shop : shop_program {
  busy_shop() : shop_program({"--threads", "4"}) {}

  /// 200 times, a user with one unit of `first` in the cart checks out while another thread of
  /// hers adds one of `second`; each unit then is in the order or in the cart.
  void race_adds_with_checkouts(std::int64_t first, std::int64_t second) {
    constexpr int rounds = 200;
    auto buyer = client("ann"), adder = client("ann");
    units wanted, all_ordered;
    ++wanted[first];
    ++wanted[second];
    for (int round = 0; round < rounds; ++round) {
      buyer.add_to_cart(first);
      const auto orders = at_once(2, [&](int i) {
        if (i == 0)
          return buyer.checkout();
        adder.add_to_cart(second);
        return souk::sdk::order{};
      });
      const auto left = buyer.get_cart().lines;
      const auto bought = orders[0].lines;
      BOOST_TEST_CONTEXT("round " << round)
      BOOST_REQUIRE((units{} + bought + left == wanted));
      all_ordered = all_ordered + bought;
      for (auto& line : left)
        buyer.remove_from_cart(line.product_id);
    }
    units stored;
    for (auto& each : buyer.orders())
      stored = stored + each.lines;
    BOOST_TEST((stored == all_ordered));
  }
};

} // namespace system_cart_race

BOOST_FIXTURE_TEST_SUITE(system_cart_race, system_cart_race::busy_shop)

BOOST_AUTO_TEST_CASE(sixty_four_threads_that_add_to_one_cart_lose_nothing) {
  constexpr int threads = 64, adds = 5;
  const auto lamp = make("Lamp").id;
  const auto seen = at_once(threads, [&](int) {
    auto ann = client("ann");
    std::vector<std::int64_t> quantities(adds);
    for (auto& each : quantities)
      each = units_of(ann.add_to_cart(lamp).lines, lamp);
    return quantities;
  });
  BOOST_TEST(units_of(client("ann").get_cart().lines, lamp) == threads * adds);
  // One after the other: each add saw the cart as no other add left it.
  std::vector<std::int64_t> all;
  for (auto& each : seen) {
    BOOST_TEST(std::is_sorted(each.begin(), each.end()));
    all.insert(all.end(), each.begin(), each.end());
  }
  std::sort(all.begin(), all.end());
  std::vector<std::int64_t> expected(all.size());
  std::iota(expected.begin(), expected.end(), 1);
  BOOST_TEST(all == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(users_at_work_at_once_see_nothing_of_each_other) {
  constexpr int users = 32, adds = 10;
  std::vector<std::int64_t> products(users);
  for (auto& each : products)
    each = make("Lamp").id;
  const auto carts = at_once(users, [&](int i) {
    auto own = client("user-" + std::to_string(i));
    for (int k = 0; k < adds; ++k)
      own.add_to_cart(products[static_cast<std::size_t>(i)]);
    return own.get_cart();
  });
  for (int i = 0; i < users; ++i) {
    auto& cart = carts[static_cast<std::size_t>(i)];
    BOOST_TEST(cart.user_id == "user-" + std::to_string(i));
    BOOST_REQUIRE(cart.lines.size() == 1u);
    BOOST_TEST(units_of(cart.lines, products[static_cast<std::size_t>(i)]) == adds);
  }
}

BOOST_AUTO_TEST_CASE(an_order_of_one_user_is_unknown_to_another) {
  const auto lamp = make("Lamp").id;
  auto ann = client("ann"), bob = client("bob");
  ann.add_to_cart(lamp);
  bob.add_to_cart(lamp, 2);
  const auto order = ann.checkout();
  BOOST_TEST(code_of([&] { bob.get_order(order.id); }) == "order_unknown");
  BOOST_TEST(bob.list_orders().values.empty());
  BOOST_TEST(units_of(bob.get_cart().lines, lamp) == 2);
}

BOOST_AUTO_TEST_CASE(an_add_of_another_product_beside_a_checkout_is_ordered_or_kept) {
  const auto lamp = make("Lamp").id, pen = make("Pen").id;
  race_adds_with_checkouts(lamp, pen);
}

BOOST_AUTO_TEST_CASE(an_add_of_the_same_product_beside_a_checkout_is_ordered_or_kept) {
  const auto lamp = make("Lamp").id;
  race_adds_with_checkouts(lamp, lamp);
}

BOOST_AUTO_TEST_CASE(a_removal_beside_a_checkout_is_refused_or_comes_first) {
  const auto lamp = make("Lamp").id;
  auto buyer = client("ann"), other = client("ann");
  for (int round = 0; round < 200; ++round) {
    buyer.add_to_cart(lamp);
    const auto ends = at_once(2, [&](int i) {
      return code_of([&] { i == 0 ? void(buyer.checkout()) : void(other.remove_from_cart(lamp)); });
    });
    const bool is_bought = ends[0].empty();
    BOOST_TEST_CONTEXT("round " << round << ": " << ends[0] << ", " << ends[1]) {
      if (is_bought)
        BOOST_TEST((ends[1] == "checkout_in_progress" || ends[1] == "line_unknown"));
      else
        BOOST_TEST((ends[0] == "cart_empty" && ends[1].empty()));
      BOOST_TEST(buyer.get_cart().lines.empty());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
