#include "http/turn_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace turn_queues {

using namespace souk;
using namespace std::chrono_literals;

struct turns_fixture {
  /// A piece that takes so long and says its name, or that it has no turn.
  turn_queue::piece saying(char name, std::chrono::microseconds taken = 1ms) {
    return [this, name, taken](bool has_turn) {
      now += has_turn ? taken : 0ms;
      said += has_turn ? name : '-';
    };
  }

  /// Runs what is posted by now, and not what that posts; then the sockets take so long.
  void look_at_sockets(std::chrono::microseconds taken = 0ms) {
    auto ready = std::exchange(posted, {});
    for (auto& each : ready)
      each();
    now += taken;
    said += '|';
  }

  /// Until nothing more is posted.
  void run_to_the_end(std::chrono::microseconds look_time = 0ms) {
    while (!posted.empty())
      look_at_sockets(look_time);
  }

  turn_queue queue_of(unsigned at_once) {
    return {[this](auto task) { posted.push_back(std::move(task)); }, at_once,
            [this] { return now; }};
  }

  std::vector<turn_queue::task> posted;
  std::string said;
  turn_queue::clock::time_point now;
  turn_queue turns = queue_of(1);
  turn_queue two_at_once = queue_of(2);
};

} // namespace turn_queues

BOOST_FIXTURE_TEST_SUITE(turn_queues, turn_queues::turns_fixture)

BOOST_AUTO_TEST_CASE(pieces_have_their_turns_in_their_order_and_sockets_between) {
  for (char each : {'a', 'b', 'c'})
    turns.add(saying(each));
  BOOST_TEST(said.empty());
  run_to_the_end();
  // The second look finds what has come during the turn before.
  BOOST_TEST(said == "|a||b||c|||");
}

BOOST_AUTO_TEST_CASE(there_are_so_many_turns_at_once) {
  for (char each : {'a', 'b', 'c'})
    two_at_once.add(saying(each));
  run_to_the_end();
  BOOST_TEST(said == "|ab||c|||");
}

BOOST_AUTO_TEST_CASE(as_many_have_their_turn_as_take_as_long_as_a_look) {
  for (char each : {'a', 'b', 'c', 'd'})
    turns.add(saying(each, 400us));
  run_to_the_end(1ms);
  BOOST_TEST(said == "|abc||d|");
}

BOOST_AUTO_TEST_CASE(one_that_takes_longer_than_a_look_has_its_turn_alone) {
  for (char each : {'a', 'b', 'c'})
    turns.add(saying(each, 3ms));
  run_to_the_end(1ms);
  BOOST_TEST(said == "|a||b||c|||");
}

BOOST_AUTO_TEST_CASE(turns_do_not_follow_one_another_for_as_long_as_a_very_long_look) {
  for (int i = 0; i < 10; ++i)
    turns.add(saying('x', std::chrono::microseconds{turn_queue::turns_time_max} / 4));
  run_to_the_end(100 * turn_queue::turns_time_max);
  BOOST_TEST(said == "|xxxx||xxxx||xx|");
}

BOOST_AUTO_TEST_CASE(a_queue_that_was_empty_goes_on) {
  turns.add(saying('a'));
  run_to_the_end();
  turns.add([this](bool) { turns.add(saying('c')); });
  turns.add(saying('b'));
  said.clear();
  run_to_the_end();
  BOOST_TEST(said == "|||b||c|||");
}

BOOST_AUTO_TEST_CASE(a_piece_that_throws_keeps_nobody_waiting) {
  turns.add([](bool) { throw std::runtime_error{"no memory"}; });
  turns.add(saying('b'));
  run_to_the_end();
  BOOST_TEST(said == "|||b|||");
}

BOOST_AUTO_TEST_CASE(at_the_end_there_are_no_more_turns) {
  turns.add(saying('a'));
  look_at_sockets();
  look_at_sockets();
  turns.add(saying('b'));
  turns.add([this](bool has_turn) {
    if (!has_turn)
      turns.add(saying('c'));
  });
  turns.close();
  BOOST_TEST(said == "|a|--");
  run_to_the_end();
  turns.add(saying('d'));
  BOOST_TEST(posted.empty());
  BOOST_TEST(said == "|a|--||-");
}

BOOST_AUTO_TEST_SUITE_END()
