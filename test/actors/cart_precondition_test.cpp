#include "test/actors/cart_fixture.hpp"

/// Changes of a cart that were bound to the version that somebody has seen.

namespace cart_preconditions {

using namespace souk;
using test::cup;
using test::tea;
using lines_list = std::vector<line>;

/// Two teas in the cart.
struct precondition_fixture : test::cart_fixture {
  precondition_fixture() : seen(add(tea, 2).reply().cart.version) {}

  static precondition only(int64_t version) { return std::vector<seen_state>{{version}}; }

  auto add_if(int64_t version, int64_t id, const std::string& key = {}) {
    return ask(cart, add_line{"ann", id, 1, key, only(version)});
  }

  auto remove_if(int64_t version) { return ask(cart, remove_line{"ann", tea, only(version)}); }

  auto check_out_if(int64_t version, const std::string& key = {}) {
    return ask(cart, checkout{"ann", {}, key, only(version)});
  }

  int64_t seen;
};

} // namespace cart_preconditions

BOOST_FIXTURE_TEST_SUITE(cart_preconditions, cart_preconditions::precondition_fixture)

BOOST_AUTO_TEST_CASE(a_cart_that_is_as_it_was_seen_is_changed) {
  BOOST_TEST(add_if(seen, cup).reply().cart.version == seen + 1);
  BOOST_TEST(remove_if(seen + 1).reply().cart.version == seen + 2);
  BOOST_TEST(check_out_if(seen + 2).reply().order->content.lines.size() == 1U);
}

BOOST_AUTO_TEST_CASE(one_that_was_changed_since_is_left_alone) {
  add(cup, 1);
  BOOST_TEST((add_if(seen, cup).code() == errc::precondition_failed));
  BOOST_TEST((remove_if(seen).code() == errc::precondition_failed));
  BOOST_TEST((check_out_if(seen).code() == errc::precondition_failed));
  BOOST_TEST((lines() == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((stored_lines() == lines()));
  BOOST_TEST(available(tea) == 5);
  BOOST_TEST(orders_stored() == 0U);
}

BOOST_AUTO_TEST_CASE(a_price_is_no_change_of_the_cart) {
  reprice(tea, 120);
  BOOST_TEST(check_out_if(seen).reply().order->content.total.minor == 240);
}

BOOST_AUTO_TEST_CASE(of_two_that_come_together_the_first_is_made) {
  auto first = start(cart, add_line{"ann", cup, 1, {}, only(seen)});
  auto second = start(cart, add_line{"ann", cup, 2, {}, only(seen)});
  auto third = start(cart, checkout{"ann", {}, {}, only(seen)});
  run();
  BOOST_TEST((lines_of(first.reply().cart) == lines_list{{tea, 2}, {cup, 1}}));
  BOOST_TEST((second.code() == errc::precondition_failed));
  BOOST_TEST((third.code() == errc::precondition_failed));
}

BOOST_AUTO_TEST_CASE(while_a_checkout_runs_nobody_knows_the_version) {
  to_orders.close();
  auto ordered = check_out();
  BOOST_TEST((add_if(seen, cup).code() == errc::checkout_in_progress));
  BOOST_TEST((remove_if(seen).code() == errc::checkout_in_progress));
  BOOST_TEST((check_out_if(seen).code() == errc::checkout_in_progress));
  to_orders.open();
  run();
  BOOST_TEST(!ordered.is_refused());
  BOOST_TEST((add_if(seen, cup).code() == errc::precondition_failed));
  BOOST_TEST((lines_of(add_if(seen + 1, cup).reply().cart) == lines_list{{cup, 1}}));
}

BOOST_AUTO_TEST_CASE(a_key_that_had_its_answer_gives_it_whatever_the_cart_is_now) {
  const auto added = add_if(seen, cup, "a").reply();
  auto again = add_if(seen, cup, "a").reply();
  BOOST_TEST(again.replayed);
  BOOST_TEST((again.cart == added.cart));
  const auto ordered = check_out_if(seen + 1, "c").reply().order;
  auto repeated = check_out_if(seen + 1, "c").reply();
  BOOST_TEST(repeated.replayed);
  BOOST_TEST(repeated.order->id == ordered->id);
}

BOOST_AUTO_TEST_CASE(a_key_does_not_keep_a_failed_precondition) {
  add(cup, 1);
  BOOST_TEST((check_out_if(seen, "c").code() == errc::precondition_failed));
  BOOST_TEST(!check_out_if(seen + 1, "c").reply().replayed);
}

BOOST_AUTO_TEST_SUITE_END()
