#include "http/edge/connection_table.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace connection_tables {

using namespace souk;
using namespace std::chrono_literals;
using clock = connection_entry::clock;

struct table_fixture {
  /// A connection that notes when it is told to look at its time.
  std::unique_ptr<connection_entry> make(char name, std::optional<std::uint64_t> client = 1) {
    auto result = std::make_unique<connection_entry>();
    result->client = client;
    result->look_at_time = [this, name] { told += name; };
    return result;
  }

  std::unique_ptr<connection_entry> enter(connection_table& into, char name,
                                          std::optional<std::uint64_t> client = 1) {
    auto result = make(name, client);
    BOOST_TEST(into.enter(*result));
    return result;
  }

  /// Who is told to look at its time.
  std::string told_by(connection_table& of, clock::time_point when) {
    told.clear();
    of.wake_overdue(when);
    std::sort(told.begin(), told.end());
    return told;
  }

  std::string told;
  connection_table table{100, 100};
  const clock::time_point now = clock::now();
};

} // namespace connection_tables

BOOST_FIXTURE_TEST_SUITE(connection_tables, connection_tables::table_fixture)

BOOST_AUTO_TEST_CASE(a_client_has_a_number_of_its_own) {
  connection_table two{2, 100};
  auto first = enter(two, 'a');
  auto second = enter(two, 'b');
  auto third = make('c');
  BOOST_TEST(!two.enter(*third));
  auto other = enter(two, 'd', 2);
  BOOST_TEST(two.size() == 4u);
  for (auto* each : {first.get(), second.get(), third.get(), other.get()})
    two.leave(*each);
  BOOST_TEST(two.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_proxy_has_as_many_as_it_wants) {
  connection_table one{1, 100};
  auto first = enter(one, 'a', std::nullopt);
  auto second = enter(one, 'b', std::nullopt);
  auto client = enter(one, 'c');
  for (auto* each : {first.get(), second.get(), client.get()})
    one.leave(*each);
  auto again = enter(one, 'd');
  BOOST_TEST(one.size() == 1u);
  one.leave(*again);
}

BOOST_AUTO_TEST_CASE(the_place_of_one_that_left_is_free) {
  connection_table one{1, 100};
  auto first = enter(one, 'a');
  auto refused = make('b');
  BOOST_TEST(!one.enter(*refused));
  one.leave(*first);
  // That one was refused does not count, neither while it is there nor when it leaves.
  auto second = enter(one, 'c');
  one.leave(*refused);
  auto third = make('d');
  BOOST_TEST(!one.enter(*third));
  one.leave(*second);
  one.leave(*third);
  BOOST_TEST(one.size() == 0u);
}

BOOST_AUTO_TEST_CASE(whoever_leaves_the_others_stay) {
  for (std::string gone : {"a", "b", "c", "ac", "ab", "bc"}) {
    connection_table three{100, 100};
    std::map<char, std::unique_ptr<connection_entry>> all;
    for (char name : {'a', 'b', 'c'}) {
      all[name] = enter(three, name);
      all[name]->begin(connection_phase::idle, 0s);
    }
    std::string rest = "abc";
    for (char name : gone) {
      three.leave(*all.at(name));
      std::erase(rest, name);
    }
    BOOST_TEST(told_by(three, clock::now()) == rest);
  }
}

BOOST_AUTO_TEST_CASE(who_has_time_left_is_left_alone) {
  auto a = enter(table, 'a');
  auto b = enter(table, 'b');
  a->begin(connection_phase::reading, 10s);
  b->begin(connection_phase::writing, 20s);
  BOOST_TEST(told_by(table, now) == "");
  BOOST_TEST(told_by(table, now + 15s) == "a");
  BOOST_TEST(told_by(table, now + 25s) == "ab");
  BOOST_TEST(!table.is_overdue(*b, now + 15s));
  BOOST_TEST(table.is_overdue(*a, now + 15s));
}

BOOST_AUTO_TEST_CASE(whose_request_is_handled_has_all_the_time) {
  auto a = enter(table, 'a');
  BOOST_TEST(told_by(table, now + 24h) == "");
  a->begin(connection_phase::idle, 1s);
  BOOST_TEST(told_by(table, now + 24h) == "a");
  a->be_busy();
  BOOST_TEST(told_by(table, now + 24h) == "");
}

BOOST_AUTO_TEST_CASE(the_idle_make_room_in_a_crowd) {
  connection_table few{100, 3};
  auto idle = enter(few, 'a');
  auto reading = enter(few, 'b');
  idle->begin(connection_phase::idle, 10s);
  reading->begin(connection_phase::reading, 10s);
  BOOST_TEST(told_by(few, now) == "");
  auto busy = enter(few, 'c');
  BOOST_TEST(told_by(few, now) == "a");
  few.leave(*reading);
  BOOST_TEST(told_by(few, now) == "");
}

BOOST_AUTO_TEST_CASE(shares_of_a_look_see_everybody_once) {
  std::map<char, std::unique_ptr<connection_entry>> entries;
  for (char name : {'a', 'b', 'c', 'd', 'e', 'f', 'g'}) {
    entries[name] = enter(table, name);
    entries[name]->begin(connection_phase::reading, 0s);
  }
  std::string seen;
  for (int share = 0; share < 3; ++share) {
    told.clear();
    table.wake_overdue(now + 1s, 3);
    BOOST_TEST(told.size() <= 3u);
    seen += told;
  }
  std::sort(seen.begin(), seen.end());
  BOOST_TEST(seen == "abcdefg");
  BOOST_TEST(told_by(table, now + 1s) == "abcdefg"); // the next round begins anew
  for (auto& [name, entry] : entries)
    table.leave(*entry);
}

BOOST_AUTO_TEST_CASE(a_look_goes_on_behind_one_who_has_left) {
  std::map<char, std::unique_ptr<connection_entry>> entries;
  for (char name : {'a', 'b', 'c', 'd'}) {
    entries[name] = enter(table, name);
    entries[name]->begin(connection_phase::reading, 0s);
  }
  table.wake_overdue(now + 1s, 2); // the newest come first
  BOOST_TEST(told == "dc");
  table.leave(*entries['b']);
  told.clear();
  table.wake_overdue(now + 1s, 2);
  BOOST_TEST(told == "a");
  for (char name : {'a', 'c', 'd'})
    table.leave(*entries[name]);
}

BOOST_AUTO_TEST_CASE(a_crowd_is_not_woken_at_once) {
  constexpr auto crowd = connection_table::woken_at_once + 1;
  std::vector<std::unique_ptr<connection_entry>> entries;
  for (std::size_t i = 0; i < crowd; ++i) {
    entries.push_back(enter(table, 'a'));
    entries.back()->begin(connection_phase::reading, 0s);
  }
  BOOST_TEST(!table.wake_overdue(now + 1s));
  BOOST_TEST(told.size() == crowd - 1);
  BOOST_TEST(table.wake_overdue(now + 1s));
  BOOST_TEST(told.size() == crowd);
  for (auto& each : entries)
    table.leave(*each);
}

BOOST_AUTO_TEST_SUITE_END()
