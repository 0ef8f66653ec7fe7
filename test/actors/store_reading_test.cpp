#include "test/actors/store_fixture.hpp"

#include <algorithm>
#include <string>

/// How STORE shares its time between queries and writes.

namespace store_reading {

using namespace souk;
using names = std::vector<std::string>;

/// Each query takes longer than STORE reads on while there may be a write.
struct reading_fixture : test::store_fixture {
  reading_fixture() {
    script->on_read = [this] { steady_now += std::chrono::hours{1}; };
  }

  std::function<void()> noting(const std::string& name) {
    return [this, name] { answered.push_back(name); };
  }

  auto list(const std::string& name, const std::string& user = "ann") {
    return start(store, list_orders{user}, noting(name));
  }

  void list_all(const names& of) {
    for (auto& name : of)
      list(name);
  }

  auto sell(const std::string& name) { return start(store, selling(name), noting(name)); }

  /// Whether one was answered, and before the other.
  bool is_before(const std::string& one, const std::string& other) {
    const auto end = answered.end();
    const auto found = std::find(answered.begin(), end, one);
    return found != end && std::find(found, end, other) != end;
  }

  void check_stored_before_the_last_query() {
    list_all(five);
    sell("tea");
    run();
    BOOST_TEST(answered.size() == 6U);
    BOOST_TEST(is_before("tea", "5"));
  }

  const names five{"1", "2", "3", "4", "5"};
  names answered;
};

} // namespace store_reading

BOOST_FIXTURE_TEST_SUITE(store_reading, store_reading::reading_fixture)

using namespace souk;
using store_reading::names;

BOOST_AUTO_TEST_CASE(a_write_that_comes_while_queries_wait_is_stored_before_the_last_of_them) {
  sell("tea");
  list_all(five);
  script->on_read = [&, read = script->on_read] {
    if (answered == names{"tea"})
      sell("cup");
    read();
  };
  run();
  BOOST_TEST(answered.size() == 7U);
  BOOST_TEST(is_before("1", "cup"));
  BOOST_TEST(is_before("cup", "5"));
}

BOOST_AUTO_TEST_CASE(a_write_behind_nothing_but_queries_is_stored_before_the_last_of_them) {
  check_stored_before_the_last_query();
}

BOOST_AUTO_TEST_CASE(a_write_is_stored_soon_where_batches_gain_nothing) {
  script->commit_interval = {};
  check_stored_before_the_last_query();
}

BOOST_AUTO_TEST_CASE(queries_are_answered_in_their_order_when_nobody_writes) {
  list_all(five);
  run();
  BOOST_TEST(answered == five);
}

BOOST_AUTO_TEST_CASE(a_query_finds_the_writes_before_it_while_others_wait) {
  stock_and_add(5, 2);
  for (auto name : {"1", "2", "3"})
    list(name, "bob");
  start(store, ordering(2));
  auto behind = list("4");
  run();
  BOOST_TEST(behind.reply().orders.size() == 1U);
  BOOST_TEST(is_before("3", "4"));
}

BOOST_AUTO_TEST_CASE(queries_that_take_no_time_are_answered_with_one_commit) {
  script->on_read = [] {};
  int times = 0;
  script->on_maintain = [&] { ++times; };
  sell("tea");
  list_all(five);
  run();
  BOOST_TEST(answered.size() == 6U);
  BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_CASE(queries_that_wait_when_store_ends_are_refused) {
  auto first = list("1");
  auto second = list("2");
  auto third = list("3");
  kill(store);
  run();
  BOOST_TEST(!first.is_refused());
  BOOST_TEST((second.code() == errc::unavailable));
  BOOST_TEST((third.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(queries_behind_one_that_fails_are_refused) {
  list("1");
  auto second = list("2");
  auto third = list("3");
  run_steps(3);
  script->reads_to_refuse = 1;
  run();
  BOOST_TEST((second.code() == errc::unavailable));
  BOOST_TEST((third.code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(a_query_that_waits_is_not_counted_as_taken) {
  auto settings = settings_of_test();
  kill(store);
  store = system.spawn(souk::store, std::make_shared<test::scripted_database>(script), settings);
  run();
  list("1");
  list("2");
  run_steps(2);
  BOOST_TEST(settings.counters->taken == 1U);
  run();
  BOOST_TEST(settings.counters->taken == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
