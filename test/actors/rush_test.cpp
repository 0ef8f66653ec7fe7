#include "test/actors/shop_invariants.hpp"

/// More buyers than there is to buy, their turns in a random order.

namespace rushes {

using namespace souk;
using test::dice;

constexpr int buyers = 200;
constexpr int64_t on_hand = 5;

struct rush_fixture : test::shop_fixture {
  rush_fixture() {
    tea = create("tea", 100, on_hand);
    pot = create("pot", 1'000, on_hand);
  }

  static std::string name_of(int buyer) { return "buyer" + std::to_string(buyer); }

  void add_for_all(int64_t id) {
    for (int i = 0; i < buyers; ++i)
      add(name_of(i), id, 1).reply();
  }

  void start_all() {
    for (int i = 0; i < buyers; ++i)
      orders.push_back(start_checkout(name_of(i), "k"));
  }

  /// Those who got an order. Everybody else was told that there is no more, or asked in vain.
  int64_t count_sold() {
    int64_t sold = 0;
    for (auto& each : orders) {
      BOOST_REQUIRE(each.is_answered());
      if (!each.is_refused())
        ++sold;
      else if (each.code() != errc::unavailable)
        BOOST_TEST((each.code() == errc::out_of_stock));
    }
    return sold;
  }

  int64_t tea = 0;
  int64_t pot = 0;
  std::vector<test::question<order_reply>> orders;
};

} // namespace rushes

BOOST_FIXTURE_TEST_SUITE(rushes, rushes::rush_fixture)

BOOST_AUTO_TEST_CASE(two_hundred_buyers_of_five_units_buy_exactly_five) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    add_for_all(tea);
    start_all();
    run_at_random(chance, test::turns_max);
    BOOST_TEST(count_sold() == on_hand);
    test::check_invariants(*this);
    BOOST_TEST(*find(tea)->fields.stock == 0);
    const refusal why{errc::out_of_stock, {{tea, 1, 0}}};
    const std::vector<order_line> bought{{tea, "tea", {100}, 1, {100}}};
    for (auto& each : orders)
      BOOST_TEST(
        (each.is_refused() ? each.why() == why : each.reply().order->content.lines == bought));
  }
}

BOOST_AUTO_TEST_CASE(buyers_of_two_products_get_both_or_none) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    for (int i = 0; i < buyers; ++i) {
      add(name_of(i), chance.one_in(2) ? tea : pot, 1);
      add(name_of(i), chance.one_in(2) ? tea : pot, 1);
    }
    start_all();
    run_at_random(chance, test::turns_max);
    count_sold();
    test::check_invariants(*this);
    BOOST_TEST(*find(tea)->fields.stock + *find(pot)->fields.stock <= 1);
  }
}

BOOST_AUTO_TEST_CASE(a_catalog_that_ends_in_the_rush_sells_nothing_twice) {
  const auto seed = test::random_seed();
  BOOST_TEST_CONTEXT(test::seed_note(seed)) {
    dice chance{seed};
    add_for_all(tea);
    start_all();
    while (run_at_random(chance, chance.roll(60) + 1))
      if (chance.one_in(4))
        chance.one_in(2) ? kill(staff->catalog.handle()) : strike(staff->catalog.handle());
    BOOST_TEST(count_sold() <= on_hand);
    test::check_invariants(*this);
    for (int i = 0; i < buyers; ++i)
      check_out(name_of(i), "again");
    BOOST_TEST(test::all_orders(*this).size() == static_cast<std::size_t>(on_hand));
    test::check_invariants(*this);
  }
}

BOOST_AUTO_TEST_SUITE_END()
