#include "http/reply_sink.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <boost/test/unit_test.hpp>

#include <future>
#include <stdexcept>
#include <string>
#include <thread>

namespace reply_sinks {

using namespace souk;

struct question {
  int number = 0;
};

template <class Inspector>
auto inspect(Inspector& f, question& x) {
  return f(x.number);
}

using oracle = caf::typed_actor<caf::replies_to<question>::with<std::string>>;

/// Forgets its promise when asked for 0, and throws when asked for 13.
oracle::behavior_type answer_questions(oracle::pointer self) {
  // CAF's own handler would print it.
  self->set_exception_handler(
    [](std::exception_ptr&) -> caf::error { return caf::exit_reason::unhandled_exception; });
  return {
    [self](const question& asked) -> caf::result<std::string> {
      if (asked.number == 13)
        throw std::runtime_error{"unlucky"};
      auto rp = self->make_response_promise<std::string>();
      if (asked.number != 0)
        rp.deliver("answer " + std::to_string(asked.number));
      return rp;
    },
  };
}

/// Tells that it is gone.
struct witness {
  explicit witness(std::promise<void>& told) : gone(&told) {}
  witness(witness&& other) noexcept : gone(std::exchange(other.gone, nullptr)) {}
  witness& operator=(witness&&) = delete;
  ~witness() {
    if (gone != nullptr)
      gone->set_value();
  }
  std::promise<void>* gone;
};

struct sink_fixture {
  /// What a sink was handed for that question: the reply, `error`, or neither.
  std::string reply_to(int number) {
    std::promise<std::string> told;
    send_with_sink<std::string>(system, dest, question{number}, [&told](const caf::message& reply) {
      told.set_value(reply.match_elements<std::string>()  ? reply.get_as<std::string>(0)
                     : reply.match_elements<caf::error>() ? "error"
                                                          : "neither");
    });
    auto future = told.get_future();
    BOOST_REQUIRE((future.wait_for(std::chrono::seconds{30}) == std::future_status::ready));
    return future.get();
  }

  void wait_until_gone() {
    caf::anon_send_exit(dest, caf::exit_reason::kill);
    // The last messages to an actor that ends are bounced: the reply says that it has ended.
    for (int i = 0; i < 1'000'000 && reply_to(1) != "error"; ++i)
      std::this_thread::yield();
  }

  caf::actor_system_config config;
  caf::actor_system system{config};
  oracle dest = system.spawn(answer_questions);
};

} // namespace reply_sinks

BOOST_FIXTURE_TEST_SUITE(reply_sinks, reply_sinks::sink_fixture)

BOOST_AUTO_TEST_CASE(a_sink_is_handed_the_reply) {
  BOOST_TEST(reply_to(7) == "answer 7");
}

BOOST_AUTO_TEST_CASE(each_sink_gets_its_own_reply) {
  for (int i = 1; i <= 10; ++i)
    BOOST_TEST(reply_to(i) == "answer " + std::to_string(i));
}

BOOST_AUTO_TEST_CASE(an_actor_that_throws_is_an_error) {
  BOOST_TEST(reply_to(13) == "error");
}

BOOST_AUTO_TEST_CASE(an_actor_that_is_gone_is_an_error_inside_the_call) {
  wait_until_gone();
  auto sender = std::thread::id{};
  send_with_sink<std::string>(system, dest, question{1}, [&](const caf::message& reply) {
    BOOST_TEST(reply.match_elements<caf::error>());
    sender = std::this_thread::get_id();
  });
  BOOST_TEST((sender == std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(what_a_sink_holds_goes_with_a_forgotten_promise) {
  std::promise<void> told;
  auto gone = told.get_future();
  send_with_sink<std::string>(
    system, dest, question{0},
    [held = witness{told}](const caf::message&) { BOOST_ERROR("there was a reply"); });
  BOOST_TEST((gone.wait_for(std::chrono::seconds{30}) == std::future_status::ready));
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_harms_nobody) {
  std::promise<void> told;
  auto gone = told.get_future();
  send_with_sink<std::string>(
    system, dest, question{1},
    [held = witness{told}](const caf::message&) { throw std::runtime_error{"no room"}; });
  BOOST_TEST((gone.wait_for(std::chrono::seconds{30}) == std::future_status::ready));
  BOOST_TEST(reply_to(7) == "answer 7");
}

BOOST_AUTO_TEST_CASE(a_sink_takes_the_first_reply_only) {
  int replies = 0;
  auto count = [&replies](const caf::message&) { ++replies; };
  caf::actor_config cfg;
  auto sink = caf::make_actor<reply_sink<decltype(count)>, caf::strong_actor_ptr>(
    system.next_actor_id(), system.node(), &system, cfg, count);
  for (int i = 0; i < 3; ++i)
    sink->enqueue(nullptr, caf::make_message_id(1).response_id(), caf::make_message(i), nullptr);
  BOOST_TEST(replies == 1);
}

BOOST_AUTO_TEST_SUITE_END()
