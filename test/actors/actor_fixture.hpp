#pragma once

#include "actors/store.hpp"
#include "messages/interfaces.hpp"
#include "test/actors/random_seed.hpp"

#include <boost/test/unit_test.hpp>
#include <caf/actor_cast.hpp>
#include <caf/actor_registry.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>
#include <caf/exit_reason.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>
#include <caf/monitorable_actor.hpp>
#include <caf/response_type.hpp>
#include <caf/resumable.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/send.hpp>
#include <caf/system_messages.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace souk::test {

/// All answers that one command has been given, in the order they came.
template <class Reply>
class answers_sink final : public caf::monitorable_actor {
public:
  using list = std::vector<std::variant<Reply, refusal>>;

  answers_sink(caf::actor_config& cfg, std::shared_ptr<list> to, std::function<void()> on_answer)
    : monitorable_actor(cfg), to_(std::move(to)), on_answer_(std::move(on_answer)) {}

  void enqueue(caf::mailbox_element_ptr mail, caf::execution_unit*) override {
    auto& what = mail->content();
    if (what.match_elements<Reply>())
      to_->emplace_back(what.get_as<Reply>(0));
    else if (what.match_elements<caf::error>())
      to_->emplace_back(souk::refusal_of(what.get_as<caf::error>(0)));
    else
      BOOST_ERROR("an answer that is neither a reply nor an error");
    if (on_answer_)
      on_answer_();
  }

  void enqueue(caf::strong_actor_ptr from, caf::message_id id, caf::message what,
               caf::execution_unit* unit) override {
    enqueue(caf::make_mailbox_element(std::move(from), id, {}, std::move(what)), unit);
  }

private:
  std::shared_ptr<list> to_;
  std::function<void()> on_answer_;
};

/// A command that has been sent; it must be answered exactly once.
template <class Reply>
class question {
public:
  bool is_answered() const { return !answers_->empty(); }

  bool is_refused() const { return is_answered() && answers_->front().index() == 1; }

  const Reply& reply() const {
    require_one();
    if (auto* refused = std::get_if<refusal>(&answers_->front()))
      BOOST_FAIL("refused: " << to_string(refused->code));
    return std::get<Reply>(answers_->front());
  }

  const refusal& why() const {
    require_one();
    BOOST_REQUIRE_MESSAGE(is_refused(), "a reply where a refusal was expected");
    return std::get<refusal>(answers_->front());
  }

  errc code() const { return why().code; }

private:
  friend class still_system;

  void require_one() const { BOOST_REQUIRE(answers_->size() == 1U); }

  using sink = answers_sink<Reply>;
  std::shared_ptr<typename sink::list> answers_ = std::make_shared<typename sink::list>();
};

/// The one reply of an actor to a command.
template <class Handle, class Command>
using reply_to = caf::detail::tl_head_t<caf::response_type_t<typename Handle::signatures, Command>>;

/// More turns than any test needs, so that actors that keep each other busy are found out.
inline constexpr std::size_t turns_max = 1'000'000;

/// An actor system in which nothing moves, no actor and no clock, unless a test moves it.
class still_system {
public:
  still_system() { system.await_actors_before_shutdown(false); }

  still_system(const still_system&) = delete;
  still_system& operator=(const still_system&) = delete;

  /// An actor that outlives its test would hang a program that waits for it.
  ~still_system() {
    scheduler.run(turns_max);
    BOOST_TEST(system.registry().running() == 0U, "actors outlive the test");
  }

  /// Sends a command and lets nobody work on it. What happens on its answer happens at once, as in
  /// a program whose client is waiting for it.
  template <class Handle, class Command>
  auto start(const Handle& dest, Command command, std::function<void()> on_answer = {}) {
    question<reply_to<Handle, Command>> asked;
    using sink = typename decltype(asked)::sink;
    caf::actor_config cfg;
    auto from = caf::make_actor<sink, caf::strong_actor_ptr>(
      system.next_actor_id(), system.node(), &system, cfg, asked.answers_, std::move(on_answer));
    caf::actor_cast<caf::abstract_actor*>(dest)->enqueue(
      std::move(from), caf::make_message_id(1), caf::make_message(std::move(command)), nullptr);
    return asked;
  }

  /// Sends a command and lets everybody work until there is nothing left to do.
  template <class Handle, class Command>
  auto ask(const Handle& dest, Command command) {
    auto asked = start(dest, std::move(command));
    run();
    return asked;
  }

  void run() {
    BOOST_REQUIRE_MESSAGE(scheduler.run(turns_max) < turns_max, "the actors come to no end");
  }

  /// Lets everybody work but some.
  template <class... Handles>
  void run_without(const Handles&... idle) {
    const std::vector<caf::resumable*> resting{job_of(idle)...};
    scheduler.run_jobs_filtered([&](caf::resumable* job) {
      return std::find(resting.begin(), resting.end(), job) == resting.end();
    });
  }

  /// Lets as many turns pass; false when there was nothing left to do.
  bool run_steps(std::size_t steps) { return scheduler.run(steps) == steps; }

  /// Lets as many turns pass, each of an actor drawn by lot; false when there was nothing left.
  bool run_at_random(dice& chance, std::size_t steps) {
    for (; steps > 0 && scheduler.has_job(); --steps) {
      auto& jobs = scheduler.jobs;
      std::swap(jobs.front(), jobs[chance.roll(jobs.size())]);
      scheduler.run_once();
    }
    return steps == 0;
  }

  /// Lets both clocks pass this much time, a second at a time, everybody at work.
  void pass(std::chrono::seconds time) {
    for (auto left = time; left.count() > 0; --left) {
      now += std::chrono::seconds{1};
      scheduler.advance_time(std::chrono::seconds{1});
      run();
    }
  }

  /// Ends an actor when it has worked on what it was sent before.
  template <class Handle>
  void kill(const Handle& whom) {
    caf::anon_send_exit(whom, caf::exit_reason::kill);
  }

  /// Ends an actor before it works on anything else.
  template <class Handle>
  void strike(const Handle& whom) {
    caf::actor_cast<caf::abstract_actor*>(whom)->enqueue(
      nullptr, caf::make_message_id(caf::message_priority::high),
      caf::make_message(caf::exit_msg{{}, caf::exit_reason::kill}), nullptr);
  }

  clock_source clock() {
    return [this] { return now; };
  }

private:
  template <class Handle>
  static caf::resumable* job_of(const Handle& whom) {
    return dynamic_cast<caf::resumable*>(caf::actor_cast<caf::abstract_actor*>(whom));
  }

  struct config : caf::actor_system_config {
    config() { set("scheduler.policy", caf::atom("testing")); }
  };

  config config_;

public:
  caf::actor_system system{config_};
  caf::scheduler::test_coordinator& scheduler =
    dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
  time_point now{std::chrono::hours{480'000}};
};

} // namespace souk::test
