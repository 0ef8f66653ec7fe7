#include "test/actors/shop_invariants.hpp"

/// One fault at every moment of a busy shop: whoever asked is answered, the invariants hold, and
/// who tries again with the same key gets exactly what was asked for.

BOOST_AUTO_TEST_SUITE(checkout_faults)

namespace {

using namespace souk;

constexpr std::size_t steps_max = 200;

/// Ann and Bob check out at the same time, Ann goes on adding, and Cy wants more than there is.
struct busy_shop : test::shop_fixture {
  busy_shop() {
    tea = create("tea", 100, 5);
    cup = create("cup", 250);
    pot = create("pot", 1'000, 1);
    add("ann", tea, 2);
    add("ann", pot, 1);
    add("bob", tea, 2);
    add("cy", pot, 2);
  }

  void start_all() {
    orders = {start_checkout("ann", "k"), start_checkout("bob", "k")};
    in_vain = start_checkout("cy", "k");
    added = start(carts(), add_line{"ann", cup, 1, "k"});
    created = start(staff->catalog.handle(), create_product{{"jam", {300}}, "k"});
  }

  template <class Reply>
  void check_answer(const test::question<Reply>& asked) {
    BOOST_REQUIRE(asked.is_answered());
    if (asked.is_refused())
      BOOST_TEST((asked.code() == errc::unavailable));
    else
      asked.reply();
  }

  void check_answers() {
    for (auto& each : orders)
      check_answer(each);
    check_answer(added);
    check_answer(created);
    BOOST_REQUIRE(in_vain.is_answered());
    BOOST_TEST((in_vain.code() == errc::unavailable || in_vain.code() == errc::out_of_stock));
  }

  /// That each is done once, however often it is asked for.
  void check_retries() {
    for (std::size_t i = 0; i < 2; ++i) {
      auto again = check_out(i == 0 ? "ann" : "bob", "k").reply().order;
      BOOST_TEST((orders[i].is_refused() || *orders[i].reply().order == *again));
    }
    auto refused = check_out("cy", "k").why();
    BOOST_TEST((refused.code == errc::out_of_stock));
    // A refusal that was told is kept as it was told, whatever is left meanwhile.
    if (in_vain.code() == errc::out_of_stock) {
      BOOST_TEST(std::exchange(refused.replayed, false));
      BOOST_TEST((refused == in_vain.why()));
    }
    add("ann", cup, 1, "k");
    ask(staff->catalog.handle(), create_product{{"jam", {300}}, "k"}).reply();
    test::check_invariants(*this);
    BOOST_TEST(test::all_orders(*this).size() == 2U);
    BOOST_TEST(script->rows.load_catalog().size() == 4U);
    auto ann = test::units_of(script->rows.load_cart("ann").lines);
    for (auto& each : script->rows.list_orders({"ann"}).orders.front()->content.lines)
      ann[each.product_id] += each.quantity;
    BOOST_TEST((ann == std::map<int64_t, int64_t>{{tea, 2}, {cup, 1}, {pot, 1}}));
    BOOST_TEST(script->rows.load_cart("bob").lines.empty());
  }

  std::vector<test::question<order_reply>> orders;
  test::question<order_reply> in_vain;
  test::question<cart_reply> added;
  test::question<product_reply> created;
  int64_t tea = 0;
  int64_t cup = 0;
  int64_t pot = 0;
};

using fault = std::function<void(busy_shop&)>;

/// Lets the fault happen before each step of the work; false if it never came to the end of it.
bool holds_at_every_moment(const fault& happen) {
  for (std::size_t step = 0; step < steps_max; ++step) {
    BOOST_TEST_CONTEXT("the fault came before step " << step) {
      busy_shop shop;
      shop.start_all();
      const bool is_done = !shop.run_steps(step);
      happen(shop);
      shop.run();
      shop.script->heal();
      shop.check_answers();
      test::check_invariants(shop);
      shop.check_retries();
      if (is_done)
        return step > 10;
    }
  }
  return false;
}

/// Ends whom `find` finds, behind what it has been sent, and before it.
template <class Find>
void check_death(Find find) {
  BOOST_TEST(holds_at_every_moment([find](busy_shop& shop) {
    if (auto whom = find(shop))
      shop.kill(whom);
  }));
  BOOST_TEST(holds_at_every_moment([find](busy_shop& shop) {
    if (auto whom = find(shop))
      shop.strike(whom);
  }));
}

caf::actor actor_of(const caf::strong_actor_ptr& target) {
  return caf::actor_cast<caf::actor>(target);
}

} // namespace

BOOST_AUTO_TEST_CASE(without_a_fault_all_is_done) {
  busy_shop shop;
  shop.start_all();
  shop.run();
  for (auto& each : shop.orders)
    BOOST_TEST(!each.is_refused());
  BOOST_TEST(!shop.added.is_refused());
  BOOST_TEST(!shop.created.is_refused());
  BOOST_TEST((shop.in_vain.code() == errc::out_of_stock));
  test::check_invariants(shop);
  shop.check_retries();
  BOOST_TEST(shop.restarts() == 0U);
}

BOOST_AUTO_TEST_CASE(catalog_may_end_at_any_moment) {
  check_death([](busy_shop& shop) { return actor_of(shop.staff->catalog.target()); });
}

BOOST_AUTO_TEST_CASE(carts_may_end_at_any_moment) {
  check_death([](busy_shop& shop) { return actor_of(shop.staff->carts.target()); });
}

BOOST_AUTO_TEST_CASE(orders_may_end_at_any_moment) {
  check_death([](busy_shop& shop) { return actor_of(shop.staff->orders.target()); });
}

BOOST_AUTO_TEST_CASE(store_may_end_at_any_moment) {
  check_death([](busy_shop& shop) { return actor_of(shop.staff->store.target()); });
}

BOOST_AUTO_TEST_CASE(a_cart_may_end_at_any_moment) {
  check_death([](busy_shop& shop) { return shop.cart_of("ann"); });
}

BOOST_AUTO_TEST_CASE(a_commit_may_fail_at_any_moment) {
  BOOST_TEST(holds_at_every_moment([](busy_shop& shop) { shop.script->commits_to_refuse = 1; }));
}

BOOST_AUTO_TEST_CASE(a_commit_may_be_in_doubt_at_any_moment) {
  BOOST_TEST(holds_at_every_moment([](busy_shop& shop) { shop.script->commits_to_doubt = 1; }));
}

BOOST_AUTO_TEST_CASE(a_read_may_fail_at_any_moment) {
  BOOST_TEST(holds_at_every_moment([](busy_shop& shop) {
    shop.script->reads_to_refuse = 1;
    shop.kill(shop.cart_of("ann"));
  }));
}

BOOST_AUTO_TEST_SUITE_END()
