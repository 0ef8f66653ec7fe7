#include "http/edge/request_room.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(request_rooms)

namespace {

using souk::request_room;

const auto ann = asio::ip::make_address("10.0.0.1");
const auto bob = asio::ip::make_address("10.0.0.2");
const auto cyd = asio::ip::make_address("2001:db8::1");

} // namespace

BOOST_AUTO_TEST_CASE(an_address_takes_no_more_than_its_share) {
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

BOOST_AUTO_TEST_CASE(more_than_anybody_has_is_refused) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  request_room room{100, most};
  BOOST_TEST(!room.take(ann, most));
  BOOST_TEST(room.take(ann, 100));
  BOOST_TEST(!room.take(ann, most));
}

BOOST_AUTO_TEST_SUITE_END()
