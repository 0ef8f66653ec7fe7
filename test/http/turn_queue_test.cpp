#include "http/turn_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

namespace turn_queues {

using namespace souk;

struct turns_fixture {
  /// A piece that says its name.
  turn_queue::task saying(char name) {
    return [this, name] { said += name; };
  }

  /// Runs what is posted by now, and not what that posts.
  void look_at_sockets() {
    auto ready = std::exchange(posted, {});
    for (auto& each : ready)
      each();
    said += '|';
  }

  std::vector<turn_queue::task> posted;
  std::string said;
  turn_queue turns{[this](auto task) { posted.push_back(std::move(task)); }, 1};
  turn_queue two_at_once{[this](auto task) { posted.push_back(std::move(task)); }, 2};
};

} // namespace turn_queues

BOOST_FIXTURE_TEST_SUITE(turn_queues, turn_queues::turns_fixture)

BOOST_AUTO_TEST_CASE(pieces_have_their_turns_in_their_order_and_sockets_between) {
  for (char each : {'a', 'b', 'c'})
    turns.add(saying(each));
  BOOST_TEST(said.empty());
  while (!posted.empty())
    look_at_sockets();
  // The second look finds what has come during the turn before.
  BOOST_TEST(said == "|a||b||c|||");
}

BOOST_AUTO_TEST_CASE(there_are_so_many_turns_at_once) {
  for (char each : {'a', 'b', 'c'})
    two_at_once.add(saying(each));
  while (!posted.empty())
    look_at_sockets();
  BOOST_TEST(said == "|ab||c|||");
}

BOOST_AUTO_TEST_CASE(a_queue_that_was_empty_goes_on) {
  turns.add(saying('a'));
  while (!posted.empty())
    look_at_sockets();
  turns.add([this] { turns.add(saying('c')); });
  turns.add(saying('b'));
  said.clear();
  while (!posted.empty())
    look_at_sockets();
  BOOST_TEST(said == "|||b||c|||");
}

BOOST_AUTO_TEST_CASE(what_is_dropped_has_no_turn_and_is_held_no_more) {
  const auto held = std::make_shared<int>(0);
  for (int i = 0; i < 2; ++i)
    turns.add([held, this] { said += '!'; });
  turns.drop();
  BOOST_TEST(held.use_count() == 1);
  while (!posted.empty())
    look_at_sockets();
  BOOST_TEST(said.find('!') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
