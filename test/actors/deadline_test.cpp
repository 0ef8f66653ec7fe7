#include "messages/deadline.hpp"

#include "test/actors/cart_fixture.hpp"

/// What nobody waits for any more is refused unexecuted, wherever its turn comes.

namespace deadlines {

using namespace souk;
using test::cup;
using test::tea;
using lines_list = std::vector<line>;

const deadline passed{0};

/// Soon enough to pass while a test holds a command back.
deadline soon() {
  return deadline::at(deadline::clock::now() + std::chrono::milliseconds{20});
}

void wait_until_passed(deadline until) {
  while (!until.has_passed()) {
  }
}

/// Two teas in the cart.
struct deadline_fixture : test::cart_fixture {
  deadline_fixture() { add(tea, 2); }

  void check_unchanged() {
    BOOST_TEST((lines() == lines_list{{tea, 2}}));
    BOOST_TEST((stored_lines() == lines_list{{tea, 2}}));
    BOOST_TEST(available(tea) == 5);
    BOOST_TEST(orders_stored() == 0U);
  }
};

} // namespace deadlines

BOOST_FIXTURE_TEST_SUITE(deadlines, deadlines::deadline_fixture)

BOOST_AUTO_TEST_CASE(a_command_without_a_deadline_has_all_the_time) {
  BOOST_TEST(!deadline{}.has_passed());
  BOOST_TEST(!deadline{}.has_passed(deadline::clock::time_point::max() - std::chrono::hours{1}));
}

BOOST_AUTO_TEST_CASE(a_deadline_passes_at_its_moment) {
  const auto when = deadline::clock::now();
  BOOST_TEST(!deadline::at(when).has_passed(when - std::chrono::nanoseconds{1}));
  BOOST_TEST(deadline::at(when).has_passed(when));
}

BOOST_AUTO_TEST_CASE(a_cart_refuses_what_comes_too_late) {
  add_line adding{"ann", cup, 1};
  remove_line removing{"ann", tea};
  checkout buying{"ann"};
  view_cart viewing{"ann"};
  adding.until = removing.until = buying.until = viewing.until = passed;
  BOOST_TEST((ask(cart, adding).code() == errc::deadline_exceeded));
  BOOST_TEST((ask(cart, removing).code() == errc::deadline_exceeded));
  BOOST_TEST((ask(cart, buying).code() == errc::deadline_exceeded));
  BOOST_TEST((ask(cart, viewing).code() == errc::deadline_exceeded));
  check_unchanged();
}

BOOST_AUTO_TEST_CASE(a_checkout_that_waits_too_long_for_the_store_leaves_all_as_it_was) {
  checkout buying{"ann", {}, "k"};
  buying.until = soon();
  to_orders.close();
  auto asked = start(cart, buying);
  run();
  wait_until_passed(buying.until);
  to_orders.open();
  run();
  BOOST_TEST((asked.code() == errc::deadline_exceeded));
  check_unchanged();
  BOOST_TEST(!check_out("k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(an_add_that_waits_too_long_for_a_checkout_adds_nothing) {
  add_line adding{"ann", cup, 1};
  adding.until = soon();
  to_orders.close();
  auto ordered = check_out();
  auto asked = start(cart, adding);
  run();
  wait_until_passed(adding.until);
  to_orders.open();
  run();
  BOOST_TEST(!ordered.is_refused());
  BOOST_TEST((asked.code() == errc::deadline_exceeded));
  BOOST_TEST(lines().empty());
}

BOOST_AUTO_TEST_CASE(an_add_that_waits_too_long_for_the_store_leaves_all_as_it_was) {
  add_line adding{"ann", cup, 1, "k"};
  adding.until = soon();
  to_store.close();
  auto asked = start(cart, adding);
  run();
  wait_until_passed(adding.until);
  to_store.open();
  run();
  BOOST_TEST((asked.code() == errc::deadline_exceeded));
  check_unchanged();
  BOOST_TEST(is_alive());
}

BOOST_AUTO_TEST_CASE(a_batch_loses_only_its_late_members) {
  script->batches.clear();
  std::vector<test::question<product_reply>> asked;
  for (bool is_late : {true, false, true, false}) {
    insert_product command{{"jam", {300}}};
    if (is_late)
      command.until = passed;
    asked.push_back(start(store, command));
  }
  run();
  BOOST_TEST(script->batches == std::vector<std::size_t>{2});
  BOOST_TEST((asked[0].code() == errc::deadline_exceeded));
  BOOST_TEST(asked[1].reply().product->id == 4);
  BOOST_TEST((asked[2].code() == errc::deadline_exceeded));
  BOOST_TEST(asked[3].reply().product->id == 5);
}

BOOST_AUTO_TEST_CASE(a_batch_of_late_members_only_is_no_batch) {
  script->batches.clear();
  insert_product command{{"jam", {300}}};
  command.until = passed;
  BOOST_TEST((ask(store, command).code() == errc::deadline_exceeded));
  BOOST_TEST(script->batches.empty());
}

BOOST_AUTO_TEST_CASE(a_late_query_is_not_read) {
  script->reads_to_refuse = 1;
  list_orders query{"ann"};
  query.until = passed;
  BOOST_TEST((ask(store, query).code() == errc::deadline_exceeded));
  BOOST_TEST(script->reads_to_refuse == 1);
  script->heal();
}

BOOST_AUTO_TEST_SUITE_END()
