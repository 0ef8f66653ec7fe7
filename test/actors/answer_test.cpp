#include "actors/answer.hpp"

#include "test/actors/actor_fixture.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <optional>
#include <stdexcept>

namespace answers {

using namespace souk;

using teller_actor = caf::typed_actor<caf::replies_to<get_product>::with<product_ptr>>;
using pending = answer<product_ptr>;

product_ptr product_of(int64_t id) {
  product row;
  row.id = id;
  return std::make_shared<product>(row);
}

struct teller_state {
  std::vector<pending> kept;
};

using on_command = std::function<void(teller_state&, pending, const get_product&)>;

/// Does with its answers what the test says.
teller_actor::behavior_type teller(teller_actor::stateful_pointer<teller_state> self,
                                   on_command act) {
  return {
    [self, act](const get_product& x) -> caf::result<product_ptr> {
      auto rp = pending::make(self);
      act(self->state, rp, x);
      return rp;
    },
  };
}

struct answer_fixture : test::still_system {
  ~answer_fixture() {
    for (auto& each : tellers)
      kill(each);
  }

  teller_actor telling(on_command act) {
    return tellers.emplace_back(system.spawn(teller, std::move(act)));
  }

  /// Keeps its answers and gives none.
  teller_actor silent() {
    return telling([](teller_state& state, pending rp, auto&) { state.kept.push_back(rp); });
  }

  std::vector<teller_actor> tellers;
};

} // namespace answers

BOOST_FIXTURE_TEST_SUITE(answers, answers::answer_fixture)

BOOST_AUTO_TEST_CASE(a_reply_reaches_the_asker) {
  auto actor = telling([](auto&, pending rp, auto& x) { rp.deliver(product_of(x.id)); });
  BOOST_TEST(ask(actor, get_product{7}).reply()->id == 7);
}

BOOST_AUTO_TEST_CASE(a_reply_may_come_later) {
  auto actor = telling([](teller_state& state, pending rp, auto& x) {
    state.kept.push_back(rp);
    if (x.id == 2)
      for (auto& each : std::exchange(state.kept, {}))
        each.deliver(product_of(x.id));
  });
  auto first = ask(actor, get_product{1});
  BOOST_TEST(!first.is_answered());
  auto second = ask(actor, get_product{2});
  BOOST_TEST(first.reply()->id == 2);
  BOOST_TEST(second.reply()->id == 2);
}

BOOST_AUTO_TEST_CASE(a_refusal_keeps_what_it_says) {
  const refusal why{errc::out_of_stock, {{7, 3, 1}}};
  auto actor = telling([why](auto&, pending rp, auto&) { rp.refuse(why); });
  BOOST_TEST((ask(actor, get_product{}).why() == why));
}

BOOST_AUTO_TEST_CASE(the_second_answer_is_not_sent) {
  auto actor = telling([](auto&, pending rp, auto&) {
    rp.deliver(product_of(1));
    rp.deliver(product_of(2));
    rp.refuse({errc::internal});
  });
  BOOST_TEST(ask(actor, get_product{}).reply()->id == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_forgotten_is_unavailable) {
  auto actor = telling([](auto&, pending, auto&) {});
  BOOST_TEST((ask(actor, get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(an_answer_is_forgotten_with_its_last_copy_only) {
  auto actor = telling([](teller_state& state, pending rp, auto& x) {
    state.kept.push_back(rp);
    if (x.id == 2)
      state.kept.clear();
  });
  auto asked = ask(actor, get_product{1});
  BOOST_TEST(!asked.is_answered());
  ask(actor, get_product{2});
  BOOST_TEST((asked.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(the_answers_of_a_killed_actor_are_unavailable) {
  auto actor = silent();
  auto kept = ask(actor, get_product{1});
  BOOST_TEST(!kept.is_answered());
  kill(actor);
  auto behind = start(actor, get_product{2});
  run();
  BOOST_TEST((kept.code() == errc::unavailable));
  BOOST_TEST((behind.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(the_answer_of_an_actor_that_throws_is_unavailable) {
  auto actor = telling([](teller_state& state, pending rp, auto& x) {
    state.kept.push_back(rp);
    if (x.id == 2)
      throw std::runtime_error{"a defect"};
  });
  auto kept = ask(actor, get_product{1});
  auto thrown = ask(actor, get_product{2});
  BOOST_TEST((kept.code() == errc::unavailable));
  BOOST_TEST((thrown.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(another_actor_may_answer_in_its_place) {
  auto other = telling([](auto&, pending rp, auto& x) { rp.deliver(product_of(x.id + 1)); });
  auto actor = telling([other](auto&, pending rp, auto& x) { rp.delegate(other, x); });
  BOOST_TEST(ask(actor, get_product{7}).reply()->id == 8);
}

BOOST_AUTO_TEST_CASE(an_answer_left_to_an_actor_that_is_gone_is_unavailable) {
  auto other = silent();
  kill(other);
  run();
  auto actor = telling([other](auto&, pending rp, auto& x) { rp.delegate(other, x); });
  BOOST_TEST((ask(actor, get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(a_command_that_nobody_waits_for_needs_no_answer) {
  int commands = 0;
  auto actor = telling([&commands](auto&, pending rp, auto&) {
    if (++commands == 1)
      rp.deliver(product_of(1));
  });
  caf::anon_send(actor, get_product{});
  caf::anon_send(actor, get_product{});
  run();
  BOOST_TEST(commands == 2);
  BOOST_TEST((ask(actor, get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
