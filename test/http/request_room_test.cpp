#include "http/edge/request_room.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(request_rooms)

namespace {

using souk::request_room;

constexpr std::uint64_t ann = 1, bob = 2, cyd = 3;

} // namespace

BOOST_AUTO_TEST_CASE(a_client_takes_no_more_than_its_share) {
  request_room room{100, 50};
  BOOST_TEST(room.take(ann, 30));
  BOOST_TEST(!room.take(ann, 21));
  BOOST_TEST(room.take(ann, 20));
  BOOST_TEST(!room.take(ann, 1));
  BOOST_TEST(room.take(bob, 50));
}

BOOST_AUTO_TEST_CASE(all_of_them_take_no_more_than_there_is) {
  request_room room{100, 50};
  BOOST_TEST(room.take(ann, 50));
  BOOST_TEST(room.take(bob, 40));
  BOOST_TEST(!room.take(cyd, 11));
  BOOST_TEST(room.take(cyd, 10));
}

BOOST_AUTO_TEST_CASE(what_is_given_back_may_be_taken_again) {
  request_room room{100, 50};
  BOOST_TEST(room.take(ann, 20));
  BOOST_TEST(room.take(ann, 30));
  BOOST_TEST(room.take(bob, 50));
  BOOST_TEST(!room.take(cyd, 20));
  room.give_back(ann, 20);
  BOOST_TEST(room.take(cyd, 20));
  room.give_back(ann, 30);
  BOOST_TEST(room.take(ann, 30));
}

BOOST_AUTO_TEST_CASE(a_proxy_takes_as_much_as_there_is) {
  request_room room{100, 50};
  BOOST_TEST(room.take(std::nullopt, 80));
  BOOST_TEST(!room.take(std::nullopt, 21));
  BOOST_TEST(!room.take(ann, 21));
  BOOST_TEST(room.take(ann, 20));
  room.give_back(std::nullopt, 80);
  BOOST_TEST(room.take(ann, 30));
}

BOOST_AUTO_TEST_CASE(more_than_anybody_has_is_refused) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  request_room room{100, most};
  BOOST_TEST(!room.take(ann, most));
  BOOST_TEST(room.take(ann, 100));
  BOOST_TEST(!room.take(ann, most));
}

BOOST_AUTO_TEST_SUITE_END()
