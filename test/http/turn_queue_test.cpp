#include "http/turn_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace turn_queues {

using namespace souk;

struct turns_fixture {
  /// A piece that says its name, or that it has no turn.
  turn_queue::piece saying(char name) {
    return [this, name](bool has_turn) { said += has_turn ? name : '-'; };
  }

  /// Runs what is posted by now, and not what that posts.
  void look_at_sockets() {
    auto ready = std::exchange(posted, {});
    for (auto& each : ready)
      each();
    said += '|';
  }

  /// Until nothing more is posted.
  void run_to_the_end() {
    while (!posted.empty())
      look_at_sockets();
  }

  /// A clock that goes on by so much whenever it is read.
  static std::function<turn_queue::clock::time_point()> clock_of(std::chrono::microseconds step) {
    return [step, now = turn_queue::clock::time_point{}]() mutable { return now += step; };
  }

  std::vector<turn_queue::task> posted;
  std::string said;
  turn_queue slow{[this](auto task) { posted.push_back(std::move(task)); }, 1,
                  clock_of(2 * turn_queue::look_time)};
  turn_queue slower{[this](auto task) { posted.push_back(std::move(task)); }, 1,
                    clock_of(100 * turn_queue::look_time)};
  turn_queue turns{[this](auto task) { posted.push_back(std::move(task)); }, 1, clock_of({})};
  turn_queue two_at_once{[this](auto task) { posted.push_back(std::move(task)); }, 2, clock_of({})};
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

BOOST_AUTO_TEST_CASE(several_have_their_turn_where_a_look_takes_long) {
  for (char each : {'a', 'b', 'c', 'd'})
    slow.add(saying(each));
  run_to_the_end();
  BOOST_TEST(said == "|abc||d|");
  for (int i = 0; i < 10; ++i)
    slower.add(saying('x'));
  said.clear();
  run_to_the_end();
  BOOST_TEST(said == "|xxxxxxxx||xx|");
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
