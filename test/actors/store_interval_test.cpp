#include "test/actors/store_fixture.hpp"

/// How far apart STORE begins its commits.

namespace store_intervals {

using namespace souk;
using namespace std::chrono_literals;
using sizes = std::vector<std::size_t>;

} // namespace store_intervals

BOOST_FIXTURE_TEST_SUITE(store_intervals, souk::test::store_fixture)

BOOST_AUTO_TEST_CASE(a_commit_close_behind_that_of_several_writes_waits_for_more) {
  std::vector<std::chrono::microseconds> pauses;
  pause = [&](auto time) { pauses.push_back(time); };
  script->commit_interval = 1ms;
  auto begin = [this](const std::string& name) {
    auto asked = start(store, selling(name));
    run_steps(1);
    return asked;
  };
  start(store, selling("tea"));
  start(store, selling("cup"));
  run();
  now += 300us;
  auto first = begin("pot");
  auto second = start(store, selling("jam"));
  run();
  BOOST_TEST(script->batches == (sizes{2, 2}));
  BOOST_TEST((pauses == std::vector{700us}));
  BOOST_TEST(first.reply().product->id == 3);
  BOOST_TEST(second.reply().product->id == 4);
}

BOOST_AUTO_TEST_CASE(a_commit_does_not_wait_when_nobody_writes_beside) {
  pause = [](auto) { BOOST_FAIL("a pause that nobody gains from"); };
  script->commit_interval = 1ms;
  start(store, selling("tea"));
  run();
  start(store, selling("cup"));
  run();
  start(store, selling("pot"));
  start(store, selling("jam"));
  run();
  now += 1ms;
  start(store, selling("bun"));
  start(store, selling("egg"));
  run();
  now -= 1h;
  start(store, selling("ham"));
  run();
  BOOST_TEST(script->batches == (sizes{1, 1, 2, 2, 1}));
}

BOOST_AUTO_TEST_CASE(nothing_waits_where_there_is_no_write) {
  pause = [](auto) { BOOST_FAIL("a pause that nobody gains from"); };
  script->commit_interval = 1ms;
  start(store, selling("tea"));
  start(store, selling("cup"));
  run();
  caf::anon_send(store, flush{});
  run();
  BOOST_TEST(script->batches == sizes{2});
}

BOOST_AUTO_TEST_SUITE_END()
