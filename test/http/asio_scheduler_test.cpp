#include "http/asio_scheduler.hpp"

#include <caf/actor_system.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/send.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace asio_schedulers {

using namespace std::chrono_literals;

struct start {};
struct again {};

template <class Inspector>
auto inspect(Inspector& f, start&) {
  return f();
}

template <class Inspector>
auto inspect(Inspector& f, again&) {
  return f();
}

struct asio_config : caf::actor_system_config {
  explicit asio_config(asio::io_context& io) { souk::run_actors_on(io, *this); }
};

/// Actors on an io_context that a few threads run.
class scheduler_fixture {
public:
  scheduler_fixture() {
    for (int i = 0; i < 2; ++i) {
      threads_.emplace_back([this, i] {
        // One thread of either kind.
        i == 0 ? souk::run_with_actors(io) : void(io.run());
      });
      ids.insert(threads_.back().get_id());
    }
    system = std::make_unique<caf::actor_system>(config_);
  }

  ~scheduler_fixture() {
    end_system();
    work_.reset();
    io.stop();
    for (auto& thread : threads_)
      thread.join();
  }

  /// Destroys the actor system while the threads run; a test that would wait for ever is ended.
  void end_system() {
    std::promise<void> ended;
    std::thread watchdog{[&ended] {
      if (ended.get_future().wait_for(60s) == std::future_status::ready)
        return;
      std::cerr << "the actor system does not end\n";
      std::abort();
    }};
    system.reset();
    ended.set_value();
    watchdog.join();
  }

  static void wait_for(std::promise<void>& told) {
    BOOST_REQUIRE((told.get_future().wait_for(60s) == std::future_status::ready));
  }

  asio::io_context io;
  std::set<std::thread::id> ids;
  std::unique_ptr<caf::actor_system> system;

private:
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io);
  std::vector<std::thread> threads_;
  asio_config config_{io};
};

/// Sends itself one message after the other and never ends by itself.
caf::behavior never_idle(caf::event_based_actor* self, std::shared_ptr<std::atomic<long>> turns) {
  self->send(self, again{});
  return {
    [self, turns](const again&) {
      ++*turns;
      self->send(self, again{});
    },
  };
}

} // namespace asio_schedulers

BOOST_FIXTURE_TEST_SUITE(asio_schedulers, asio_schedulers::scheduler_fixture)

BOOST_AUTO_TEST_CASE(actors_run_on_the_threads_of_the_io_context) {
  for (int i = 0; i < 20; ++i) {
    std::promise<std::thread::id> ran_on;
    auto actor = system->spawn([&ran_on](caf::event_based_actor*) -> caf::behavior {
      return {[&ran_on](const start&) { ran_on.set_value(std::this_thread::get_id()); }};
    });
    caf::anon_send(actor, start{});
    auto future = ran_on.get_future();
    BOOST_REQUIRE((future.wait_for(60s) == std::future_status::ready));
    BOOST_TEST(ids.contains(future.get()));
  }
}

BOOST_AUTO_TEST_CASE(actors_ask_each_other) {
  auto adder = system->spawn([](caf::event_based_actor*) -> caf::behavior {
    return {[](int number) { return number + 1; }};
  });
  std::promise<void> done;
  system->spawn([adder, &done](caf::event_based_actor* self) {
    self->request(adder, caf::infinite, 41).then([&done](int sum) {
      if (sum == 42)
        done.set_value();
    });
  });
  wait_for(done);
}

BOOST_AUTO_TEST_CASE(delayed_messages_arrive) {
  std::promise<void> done;
  system->spawn([&done](caf::event_based_actor* self) -> caf::behavior {
    self->delayed_send(self, 1ms, again{});
    return {[&done, self](const again&) {
      done.set_value();
      self->quit();
    }};
  });
  wait_for(done);
}

BOOST_AUTO_TEST_CASE(an_actor_that_is_never_idle_leaves_room_for_sockets) {
  auto turns = std::make_shared<std::atomic<long>>(0);
  std::vector<caf::actor> busy(4);
  for (auto& each : busy)
    each = system->spawn(never_idle, turns);
  std::promise<void> done;
  std::atomic<int> left{100};
  std::function<void()> step = [&] {
    if (--left == 0)
      done.set_value();
    else
      asio::post(io, step);
  };
  asio::post(io, step);
  wait_for(done);
  for (auto& actor : busy)
    caf::anon_send_exit(actor, caf::exit_reason::kill);
}

BOOST_AUTO_TEST_CASE(whom_a_handler_wakes_comes_before_the_next_handler) {
  asio::io_context own;
  auto work = asio::make_work_guard(own);
  std::thread runs{[&own] { souk::run_with_actors(own); }};
  {
    asio_config config{own};
    caf::actor_system apart{config};
    std::string order;
    std::promise<void> done;
    auto second = apart.spawn([&order](caf::event_based_actor*) -> caf::behavior {
      return {[&order](const again&) { order += '2'; }};
    });
    auto first = apart.spawn([&order, second](caf::event_based_actor* self) -> caf::behavior {
      return {[&order, self, second](const start&) {
        order += '1';
        self->send(second, again{});
      }};
    });
    asio::post(own, [&] {
      asio::post(own, [&] {
        order += 'b';
        done.set_value();
      });
      caf::anon_send(first, start{});
      order += 'a';
    });
    wait_for(done);
    BOOST_TEST(order == "a12b");
  }
  work.reset();
  runs.join();
}

BOOST_AUTO_TEST_CASE(a_system_with_busy_actors_ends) {
  auto turns = std::make_shared<std::atomic<long>>(0);
  for (int i = 0; i < 50; ++i) {
    auto busy = system->spawn(never_idle, turns);
    caf::anon_send_exit(busy, caf::exit_reason::kill);
  }
  end_system();
  // The actors and what they held are gone with it.
  BOOST_TEST(turns.use_count() == 1);
}

BOOST_AUTO_TEST_CASE(a_system_ends_with_messages_still_delayed) {
  system->spawn([](caf::event_based_actor* self) {
    self->delayed_send(self, std::chrono::hours{1}, again{});
    self->quit();
  });
  end_system();
}

BOOST_AUTO_TEST_CASE(an_actor_that_spawns_another_does_not_keep_the_system_alive) {
  std::promise<void> done;
  auto parent = system->spawn([&done](caf::event_based_actor* self) -> caf::behavior {
    return {[self, &done](const start&) {
      self->spawn([&done](caf::event_based_actor*) { done.set_value(); });
      self->quit();
    }};
  });
  caf::anon_send(parent, start{});
  parent = nullptr;
  wait_for(done);
  end_system();
}

BOOST_AUTO_TEST_CASE(a_second_system_may_follow_on_the_same_threads) {
  end_system();
  asio_config config{io};
  system = std::make_unique<caf::actor_system>(config);
  std::promise<void> done;
  system->spawn([&done](caf::event_based_actor*) { done.set_value(); });
  wait_for(done);
  end_system();
}

BOOST_AUTO_TEST_SUITE_END()
