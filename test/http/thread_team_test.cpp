#include "http/thread_team.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>

namespace thread_teams {

struct team_fixture {
  /// Whether something that runs during the call has ended after it.
  bool waits_for_running() {
    std::promise<void> begun;
    std::promise<void> released;
    std::atomic<bool> has_ended{false};
    asio::post(io, [&, release = released.get_future()] {
      begun.set_value();
      release.wait();
      has_ended = true;
    });
    begun.get_future().wait();
    std::promise<void> called;
    auto waited = std::async(std::launch::async, [&] {
      called.set_value();
      team.wait_for_running();
      return has_ended.load();
    });
    called.get_future().wait();
    released.set_value();
    return waited.get();
  }

  asio::io_context io;
  souk::thread_team team{io, 3};
};

} // namespace thread_teams

BOOST_FIXTURE_TEST_SUITE(thread_teams, thread_teams::team_fixture)

BOOST_AUTO_TEST_CASE(what_runs_is_waited_for) {
  // One that does not wait may find by chance that it has ended, but not each time.
  for (int i = 0; i < 100; ++i)
    BOOST_REQUIRE(waits_for_running());
}

BOOST_AUTO_TEST_CASE(a_team_that_does_nothing_is_not_waited_for) {
  for (int i = 0; i < 1'000; ++i)
    team.wait_for_running();
  team.stop();
  BOOST_TEST(io.stopped());
}

BOOST_AUTO_TEST_SUITE_END()
