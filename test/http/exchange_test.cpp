#include "http/exchange.hpp"

#include "test/http/exchange_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <barrier>
#include <set>
#include <thread>

namespace exchanges {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

using statuses = std::vector<int>;

struct exchanges_fixture : exchange_fixture {
  responder answer_to(field_list fields) {
    return responder{std::make_shared<exchange>(
      admission, std::make_unique<fake_message>(sent, std::move(fields)))};
  }
};

} // namespace exchanges

BOOST_FIXTURE_TEST_SUITE(exchanges, exchanges::exchanges_fixture)

BOOST_AUTO_TEST_CASE(an_answer_is_sent_as_it_was_given) {
  responder{enter()}.answer(http_answer{201, json_type, "{}"}.with("Location", "/x"));
  BOOST_REQUIRE_EQUAL(sent.all().size(), 1);
  auto answer = sent.all()[0];
  BOOST_TEST(answer.status == 201);
  BOOST_TEST(answer.content_type == json_type);
  BOOST_TEST(body_of(answer) == "{}");
  BOOST_TEST(field_of(answer, "Location") == "/x");
  BOOST_TEST(!answer.closes);
}

BOOST_AUTO_TEST_CASE(a_dropped_responder_answers_500) {
  { responder dropped{enter()}; }
  BOOST_REQUIRE_EQUAL(sent.all().size(), 1);
  auto answer = sent.all()[0];
  BOOST_TEST(answer.status == 500);
  BOOST_TEST(answer.content_type == problem_type);
  BOOST_TEST(body_of(answer).find("\"code\":\"internal\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_responder_that_was_moved_from_has_no_duty) {
  responder first{enter()};
  {
    responder second{std::move(first)};
    BOOST_TEST(sent.all().empty());
  }
  BOOST_TEST((sent.statuses() == statuses{500}));
  { responder gone{std::move(first)}; } // NOLINT(bugprone-use-after-move): what this is about
  BOOST_TEST(sent.all().size() == 1);
}

BOOST_AUTO_TEST_CASE(a_request_is_answered_once) {
  auto about = enter();
  {
    responder to{about};
    to.answer({200});
  }
  about->answer({201});
  BOOST_TEST((sent.statuses() == statuses{200}));
}

BOOST_AUTO_TEST_CASE(threads_that_race_send_one_answer) {
  for (int round = 0; round < 200; ++round) {
    sent_answers raced;
    auto about = std::make_shared<exchange>(admission, std::make_unique<fake_message>(raced));
    std::barrier start{3};
    std::vector<std::thread> threads;
    threads.reserve(3);
    for (int i = 0; i < 3; ++i)
      threads.emplace_back([about, &start] {
        start.arrive_and_wait();
        about->answer({200});
      });
    for (auto& thread : threads)
      thread.join();
    BOOST_REQUIRE_EQUAL(raced.all().size(), 1);
  }
}

BOOST_AUTO_TEST_CASE(a_list_waits_for_its_turn_even_on_an_io_thread) {
  io_thread here;
  auto list = enter();
  BOOST_TEST(list->may_answer_here());
  BOOST_TEST(list->takes_share(cost_class::list));
  BOOST_TEST(!list->may_answer_here());
  list->post([list] { list->answer({200}); });
  // The first look at the sockets tells how long one takes.
  run_posted();
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST((sent.statuses() == statuses{200}));
}

BOOST_AUTO_TEST_CASE(a_list_is_refused_if_no_turn_will_come) {
  auto list = enter();
  BOOST_TEST(list->takes_share(cost_class::list));
  list->post([list] { list->answer({200}); });
  admission.end_turns();
  BOOST_TEST((sent.statuses() == statuses{503}));
  BOOST_TEST(body_of(sent.all()[0]).find("shutting_down") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_the_problem_of_its_code) {
  responder{enter()}.refuse({errc::cart_empty});
  BOOST_TEST((sent.statuses() == statuses{409}));
}

BOOST_AUTO_TEST_CASE(every_answer_has_the_fields_of_its_request) {
  responder to{enter()};
  to.always_with("Vary", "Origin");
  to.answer({200});
  {
    responder dropped{enter()};
    dropped.always_with("Vary", "Origin");
  }
  for (auto& answer : sent.all())
    BOOST_TEST(field_of(answer, "Vary") == "Origin");
  BOOST_TEST((sent.statuses() == statuses{200, 500}));
}

BOOST_AUTO_TEST_CASE(a_request_is_called_what_its_client_calls_it) {
  answer_to({{"X-Request-Id", "job-7"}}).refuse({errc::cart_empty});
  auto answer = sent.all()[0];
  BOOST_TEST(answer.request_id == "job-7");
  BOOST_TEST(body_of(answer).find("\"request_id\":\"job-7\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_name_that_may_not_be_used_is_replaced) {
  for (auto& fields :
       std::vector<field_list>{{}, {{"X-Request-Id", "a b"}}, {{"X-Request-Id", ""}}})
    answer_to(fields).refuse({errc::cart_empty});
  std::set<std::string> names;
  for (auto& answer : sent.all()) {
    BOOST_TEST(answer.request_id.size() > 20);
    BOOST_TEST(body_of(answer).find('"' + answer.request_id + '"') != std::string::npos);
    names.insert(answer.request_id);
  }
  BOOST_TEST(names.size() == 3);
}

BOOST_AUTO_TEST_CASE(an_answer_is_a_part_of_the_trace_of_its_request) {
  const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-";
  answer_to({{"traceparent", trace + "b7ad6b7169203331-01"}}).answer({200});
  const auto told = field_of(sent.all()[0], "traceparent");
  BOOST_TEST(told.starts_with(trace));
  BOOST_TEST(told.ends_with("-01"));
  BOOST_TEST(told.find("b7ad6b7169203331") == std::string::npos);
  answer_to({{"traceparent", trace}}).answer({200});
  BOOST_TEST(field_of(sent.all()[1], "traceparent") == "");
}

BOOST_AUTO_TEST_CASE(an_answer_inside_a_handler_is_posted) {
  {
    handler_scope inside;
    responder{enter()}.answer({200});
    BOOST_TEST(sent.all().empty());
    BOOST_TEST(admission.in_flight() == 1);
  }
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST((sent.statuses() == statuses{200}));
  BOOST_TEST(admission.in_flight() == 0);
}

BOOST_AUTO_TEST_CASE(a_responder_dropped_inside_a_handler_posts_its_500) {
  {
    handler_scope inside;
    responder dropped{enter()};
  }
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST((sent.statuses() == statuses{500}));
}

BOOST_AUTO_TEST_CASE(only_the_thread_of_a_handler_is_inside_it) {
  handler_scope inside;
  BOOST_TEST(handler_scope::is_here());
  std::thread{[this] { responder{enter()}.answer({200}); }}.join();
  BOOST_TEST((sent.statuses() == statuses{200}));
  BOOST_TEST(posted.empty());
}

BOOST_AUTO_TEST_CASE(a_request_is_in_flight_until_its_bytes_are_written) {
  sent.hold_back();
  responder{enter()}.answer({200});
  BOOST_TEST(admission.in_flight() == 1);
  sent.write_all();
  BOOST_TEST(admission.in_flight() == 0);
}

BOOST_AUTO_TEST_CASE(a_gate_is_full_above_its_limit) {
  auto first = enter();
  auto second = enter();
  BOOST_TEST(!admission.is_full());
  auto third = enter();
  BOOST_TEST(admission.in_flight() == 3);
  BOOST_TEST(admission.is_full());
  third->answer({503});
  third.reset();
  BOOST_TEST(!admission.is_full());
}

BOOST_AUTO_TEST_CASE(answers_that_clients_do_not_read_do_not_fill_a_gate) {
  sent.hold_back();
  for (int i = 0; i < 3; ++i)
    responder{enter()}.answer({200});
  BOOST_TEST(admission.in_flight() == 3);
  BOOST_TEST(!admission.is_full());
  sent.write_all();
}

BOOST_AUTO_TEST_CASE(an_answer_while_draining_ends_the_connection) {
  auto about = enter();
  BOOST_TEST(!admission.is_draining());
  admission.drain();
  BOOST_TEST(admission.is_draining());
  about->answer({200});
  BOOST_REQUIRE_EQUAL(sent.all().size(), 1);
  BOOST_TEST(sent.all()[0].closes);
}

BOOST_AUTO_TEST_CASE(waiting_ends_when_the_last_request_has_left) {
  sent.hold_back();
  auto about = enter();
  admission.drain();
  admission.wait_until_empty(0ms);
  BOOST_TEST(admission.in_flight() == 1);
  std::thread other{[this, about = std::move(about)]() mutable {
    about->answer({200});
    about.reset();
    sent.write_all();
  }};
  // Longer than any test may run: only being told of it ends the wait.
  admission.wait_until_empty(24h);
  BOOST_TEST(admission.in_flight() == 0);
  other.join();
  admission.wait_until_empty(24h);
}

BOOST_AUTO_TEST_SUITE_END()
