#include "actors/carts.hpp"

#include "test/actors/shop_fixture.hpp"

namespace carts_actors {

using namespace souk;
using namespace std::chrono_literals;
using lines_list = std::vector<line>;

constexpr auto idle_after = 40s;
/// A sweep more, because the first one may come right after the last command.
constexpr auto surely_idle = 60s;

struct carts_fixture : test::shop_fixture {
  carts_fixture() : shop_fixture(idle_after) {
    tea = create("tea", 100, 5);
    cup = create("cup", 250);
  }

  auto start_view(const std::string& user) { return start(carts(), view_cart{user}); }

  bool is_in_memory(const std::string& user) { return cart_of(user) != cart_actor{}; }

  /// Lets time pass until CARTS has asked ann's cart whether it could leave, without its answer.
  void pass_until_asked() {
    cart_actor cart = cart_of("ann");
    for (auto second = 0s; second < surely_idle; ++second) {
      scheduler.advance_time(1s);
      run_without(cart);
      if (scheduler.has_job())
        return;
    }
    BOOST_FAIL("nobody asked the cart");
  }

  int64_t tea = 0;
  int64_t cup = 0;
};

} // namespace carts_actors

BOOST_FIXTURE_TEST_SUITE(carts_actors, carts_actors::carts_fixture)

BOOST_AUTO_TEST_CASE(a_new_user_has_an_empty_cart) {
  BOOST_TEST((view("ann") == cart_view{"ann"}));
}

BOOST_AUTO_TEST_CASE(every_command_reaches_the_cart_of_its_user) {
  BOOST_TEST(add("ann", tea, 2).reply().cart.user == "ann");
  add("ann", cup, 1);
  BOOST_TEST(ask(carts(), remove_line{"ann", cup}).reply().cart.lines.size() == 1U);
  BOOST_TEST((lines("ann") == lines_list{{tea, 2}}));
  BOOST_TEST(check_out("ann").reply().order->content.user == "ann");
}

BOOST_AUTO_TEST_CASE(users_have_nothing_in_common) {
  add("ann", tea, 2);
  add("bob", cup, 1);
  BOOST_TEST((lines("ann") == lines_list{{tea, 2}}));
  BOOST_TEST((lines("bob") == lines_list{{cup, 1}}));
  BOOST_TEST((ask(carts(), remove_line{"bob", tea}).code() == errc::line_unknown));
  check_out("ann");
  BOOST_TEST((lines("bob") == lines_list{{cup, 1}}));
}

BOOST_AUTO_TEST_CASE(users_have_keys_of_their_own) {
  add("ann", tea, 2, "k");
  BOOST_TEST(!add("bob", cup, 1, "k").reply().replayed);
  BOOST_TEST(add("ann", tea, 2, "k").reply().replayed);
}

BOOST_AUTO_TEST_CASE(a_cart_is_loaded_once_for_all_that_wait_for_it) {
  auto seen = start_view("ann");
  std::vector<test::question<cart_reply>> added(20);
  for (auto& each : added)
    each = start(carts(), add_line{"ann", cup, 1});
  auto ordered = start_checkout("ann");
  run();
  for (std::size_t i = 0; i < added.size(); ++i)
    BOOST_TEST(added[i].reply().cart.lines.front().quantity == static_cast<int>(i) + 1);
  BOOST_TEST(!seen.is_refused());
  BOOST_TEST(ordered.reply().order->content.total.minor == 20 * 250);
  BOOST_TEST(script->carts_loaded == 1);
}

BOOST_AUTO_TEST_CASE(a_cart_in_memory_is_not_loaded_again) {
  view("ann");
  add("ann", tea, 1);
  view("ann");
  BOOST_TEST(script->carts_loaded == 1);
  view("bob");
  BOOST_TEST(script->carts_loaded == 2);
}

BOOST_AUTO_TEST_CASE(the_cart_of_a_new_user_who_adds_is_not_loaded_at_all) {
  std::vector<test::question<cart_reply>> added(20);
  for (auto& each : added)
    each = start(carts(), add_line{"ann", cup, 1});
  run();
  for (std::size_t i = 0; i < added.size(); ++i)
    BOOST_TEST(added[i].reply().cart.lines.front().quantity == static_cast<int>(i) + 1);
  view("ann");
  BOOST_TEST(script->carts_loaded == 0);
}

BOOST_AUTO_TEST_CASE(a_cart_that_cannot_be_loaded_is_unavailable_until_the_next_try) {
  for (auto& ask_for :
       std::vector<std::function<errc()>>{[this] { return ask(carts(), view_cart{"ann"}).code(); },
                                          [this] {
                                            return ask(carts(), remove_line{"ann", tea}).code();
                                          },
                                          [this] { return check_out("ann").code(); }}) {
    script->reads_to_refuse = 1;
    BOOST_TEST((ask_for() == errc::unavailable));
  }
  BOOST_TEST(is_in_memory("ann"));
  BOOST_TEST(!add("ann", tea, 2).is_refused());
  BOOST_TEST((lines("ann") == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(one_cart_that_cannot_be_loaded_is_no_other_one_s_trouble) {
  add("bob", cup, 1);
  script->reads_to_refuse = 1;
  auto ann = start_view("ann");
  auto bob = start_view("bob");
  run();
  BOOST_TEST(ann.is_refused());
  BOOST_TEST(!bob.is_refused());
}

BOOST_AUTO_TEST_CASE(a_cart_that_ended_is_loaded_anew) {
  add("ann", tea, 2);
  add("bob", cup, 1);
  auto bobs = cart_of("bob");
  kill(cart_of("ann"));
  run();
  BOOST_TEST((lines("ann") == lines_list{{tea, 2}}));
  BOOST_TEST((cart_of("bob") == bobs));
  BOOST_TEST(restarts() == 0U);
}

BOOST_AUTO_TEST_CASE(whatever_a_cart_was_asked_when_it_ended_is_answered) {
  add("ann", tea, 2);
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(staff->store.target());
  auto queued = start(carts(), add_line{"ann", cup, 1});
  run_without(staff->store.target());
  strike(cart_of("ann"));
  auto handed_on = start(carts(), add_line{"ann", cup, 1});
  run();
  for (auto& asked : {added, queued, handed_on})
    BOOST_TEST((asked.code() == errc::unavailable));
  BOOST_TEST((lines("ann") == lines_list{{tea, 3}}));
}

BOOST_AUTO_TEST_CASE(an_idle_cart_leaves_memory_and_returns_with_its_lines) {
  add("ann", tea, 2);
  auto before = view("ann");
  pass(idle_after / 2);
  BOOST_TEST(is_in_memory("ann"));
  pass(surely_idle);
  BOOST_TEST(!is_in_memory("ann"));
  BOOST_TEST((view("ann") == before));
  BOOST_TEST(script->carts_loaded == 1);
  BOOST_TEST(check_out("ann").reply().order->content.total.minor == 200);
}

BOOST_AUTO_TEST_CASE(a_time_without_end_keeps_every_cart) {
  test::shop_fixture lasting{std::chrono::milliseconds::max()};
  lasting.view("ann");
  lasting.pass(surely_idle);
  BOOST_TEST((lasting.cart_of("ann") != cart_actor{}));
}

BOOST_AUTO_TEST_CASE(an_idle_cart_s_actor_ends) {
  view("ann");
  const auto actors = system.registry().running();
  pass(surely_idle);
  BOOST_TEST(system.registry().running() == actors - 1);
}

BOOST_AUTO_TEST_CASE(a_cart_that_is_used_now_and_then_stays) {
  for (int i = 0; i < 10; ++i) {
    view("ann");
    pass(idle_after / 2);
  }
  BOOST_TEST(script->carts_loaded == 1);
}

BOOST_AUTO_TEST_CASE(a_command_behind_the_question_whether_to_leave_is_not_lost) {
  add("ann", tea, 2);
  pass_until_asked();
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(cart_of("ann"));
  run();
  BOOST_TEST(added.reply().cart.lines.front().quantity == 3);
  BOOST_TEST(is_in_memory("ann"));
}

BOOST_AUTO_TEST_CASE(a_command_before_the_answer_of_a_leaving_cart_is_not_lost) {
  add("ann", tea, 2);
  pass_until_asked();
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(staff->carts.target());
  run();
  BOOST_TEST(added.reply().cart.lines.front().quantity == 3);
  BOOST_TEST(is_in_memory("ann"));
}

BOOST_AUTO_TEST_CASE(a_command_behind_the_answer_of_a_leaving_cart_keeps_it) {
  add("ann", tea, 2);
  pass_until_asked();
  run_without(staff->carts.target());
  auto added = start(carts(), add_line{"ann", tea, 1});
  run();
  BOOST_TEST(added.reply().cart.lines.front().quantity == 3);
  BOOST_TEST(script->carts_loaded == 0);
}

BOOST_AUTO_TEST_CASE(a_cart_whose_checkout_is_under_way_does_not_leave) {
  add("ann", tea, 2);
  auto ordered = start_checkout("ann");
  run_without(staff->store.target());
  auto cart = cart_of("ann");
  for (auto second = 0s; second < 2 * surely_idle; ++second) {
    scheduler.advance_time(1s);
    run_without(staff->store.target());
  }
  BOOST_TEST((cart_of("ann") == cart));
  run();
  BOOST_TEST(!ordered.is_refused());
  pass(surely_idle);
  BOOST_TEST(!is_in_memory("ann"));
}

BOOST_AUTO_TEST_CASE(a_cart_that_ends_while_it_is_asked_to_leave_is_forgotten) {
  add("ann", tea, 2);
  pass_until_asked();
  strike(cart_of("ann"));
  run();
  BOOST_TEST(!is_in_memory("ann"));
  BOOST_TEST((lines("ann") == lines_list{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_change_of_a_cart_whose_carts_ended_is_answered) {
  add("ann", tea, 2);
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(staff->store.target());
  auto queued = start(carts(), add_line{"ann", cup, 1});
  run_without(staff->store.target());
  strike(staff->carts.target());
  run();
  BOOST_TEST(added.reply().cart.lines.front().quantity == 3);
  BOOST_TEST((queued.code() == errc::unavailable));
  BOOST_TEST((lines("ann") == lines_list{{tea, 3}}));
}

BOOST_AUTO_TEST_CASE(whoever_waits_for_a_cart_to_be_loaded_is_told_when_carts_end) {
  auto seen = start_view("ann");
  run_without(staff->store.target());
  auto added = start(carts(), add_line{"ann", tea, 1});
  run_without(staff->store.target());
  strike(staff->carts.target());
  run();
  BOOST_TEST((added.code() == errc::unavailable));
  BOOST_TEST(seen.is_answered());
  BOOST_TEST(lines("ann").empty());
}

BOOST_AUTO_TEST_SUITE_END()
