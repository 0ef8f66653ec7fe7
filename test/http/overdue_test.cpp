#include "http/observe/observer.hpp"
#include "test/http/exchange_fixture.hpp"

namespace overdue_requests {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

using statuses = std::vector<int>;

/// More often than any clock needs to tick.
constexpr int tries_max = 1'000'000;

struct overdue_fixture : exchange_fixture {
  /// Answers what is overdue at a deadline of nothing, until so many answers were sent.
  void answer_overdue(std::size_t answers = 1) {
    for (int i = 0; i < tries_max && sent.all().size() < answers; ++i)
      impatient.answer_overdue();
  }

  gate impatient{2, 0ms, post};
};

} // namespace overdue_requests

BOOST_FIXTURE_TEST_SUITE(overdue_requests, overdue_requests::overdue_fixture)

BOOST_AUTO_TEST_CASE(an_overdue_request_is_answered_504) {
  responder late{enter(impatient)};
  answer_overdue();
  BOOST_REQUIRE_EQUAL(sent.all().size(), 1);
  auto answer = sent.all()[0];
  BOOST_TEST(answer.status == 504);
  BOOST_TEST(body_of(answer).find("\"code\":\"deadline_exceeded\"") != std::string::npos);
  late.answer({200});
  BOOST_TEST((sent.statuses() == statuses{504}));
}

BOOST_AUTO_TEST_CASE(what_is_turned_away_too_late_was_not_refused) {
  struct : edge_observer {
    void answered(const answered_request& what) override { codes.emplace_back(what.refused_for); }
    std::vector<std::string> codes;
  } told;
  gate watched{2, 0ms, post, &told};
  responder late{enter(watched)};
  // The answer of the deadline is under way, and not told of yet.
  for (handler_scope inside; posted.empty();)
    watched.answer_overdue();
  late.turn_away(problems::shutting_down);
  std::exchange(posted, {}).front()();
  BOOST_TEST((sent.statuses() == statuses{504}));
  BOOST_TEST(told.codes == std::vector<std::string>{""});
}

BOOST_AUTO_TEST_CASE(a_list_that_is_overdue_before_its_turn_is_not_made) {
  int made = 0;
  auto make_in_turn = [&](std::shared_ptr<exchange> asked) {
    BOOST_TEST(asked->takes_share(cost_class::list));
    asked->post([asked, &made] { ++made; });
  };
  make_in_turn(enter(impatient));
  answer_overdue();
  make_in_turn(begin(impatient));
  while (!posted.empty())
    std::exchange(posted, {}).front()();
  BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(a_request_within_its_deadline_is_left_alone) {
  responder waiting{enter()};
  admission.answer_overdue();
  BOOST_TEST(sent.all().empty());
  waiting.answer({200});
  BOOST_TEST((sent.statuses() == statuses{200}));
}

BOOST_AUTO_TEST_CASE(only_unanswered_requests_are_overdue) {
  sent.hold_back();
  std::vector<std::shared_ptr<exchange>> entered;
  entered.reserve(5);
  for (int i = 0; i < 5; ++i)
    entered.push_back(enter(impatient));
  // The ends and the middle of the line leave it, in an order of their own.
  for (std::size_t answered : {2u, 0u, 4u})
    entered[answered]->answer({200});
  answer_overdue(5);
  BOOST_TEST((sent.statuses() == statuses{200, 200, 200, 504, 504}));
  impatient.answer_overdue();
  BOOST_TEST(sent.all().size() == 5);
}

BOOST_AUTO_TEST_CASE(a_request_whose_handler_still_runs_is_not_overdue) {
  auto handled = begin(impatient);
  responder late{enter(impatient)};
  answer_overdue();
  BOOST_TEST((sent.statuses() == statuses{504}));
  handled->await_answer();
  answer_overdue(2);
  BOOST_TEST((sent.statuses() == statuses{504, 504}));
}

BOOST_AUTO_TEST_CASE(a_request_that_its_handler_answered_is_never_overdue) {
  auto handled = begin(impatient);
  handled->answer({200});
  handled->await_answer();
  responder late{enter(impatient)};
  answer_overdue(2);
  BOOST_TEST((sent.statuses() == statuses{200, 504}));
}

BOOST_AUTO_TEST_CASE(a_class_is_full_of_commands_that_nobody_waits_for_any_more) {
  std::vector<responder> queued;
  auto takes_share = [&](cost_class which) {
    auto next = enter(impatient);
    const bool result = next->takes_share(which);
    if (result)
      queued.emplace_back(std::move(next));
    return result;
  };
  constexpr int tries = 100;
  for (int i = 0; i < tries && takes_share(cost_class::change); ++i)
    answer_overdue(queued.size());
  BOOST_TEST(queued.size() == abandoned_per_place * share_of(cost_class::change, 2));
  BOOST_TEST(takes_share(cost_class::light));
  queued.clear();
  BOOST_TEST(takes_share(cost_class::change));
}

BOOST_AUTO_TEST_CASE(an_exchange_that_is_gone_is_overdue_no_more) {
  auto kept = enter(impatient);
  enter(impatient);
  BOOST_TEST(impatient.in_flight() == 1);
  auto late = enter(impatient);
  answer_overdue(2);
  BOOST_TEST((sent.statuses() == statuses{504, 504}));
}

BOOST_AUTO_TEST_SUITE_END()
