#include "actors/resident_carts.hpp"

#include "actors/cart.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>

#include <boost/test/unit_test.hpp>

#include <set>

namespace resident_carts_actors {

using namespace souk;

struct directory_fixture {
  /// A cart that nobody speaks to.
  cart_actor idle_cart(const std::string& user) {
    return system.spawn(souk::cart, user, std::make_shared<const cart_peers>());
  }

  void enter(int carts) {
    for (int i = 0; i < carts; ++i) {
      const auto user = std::to_string(i);
      residents.enter(user, idle_cart(user));
    }
  }

  /// The users of a whole sweep whose carts had no command for `sweeps` of them.
  std::multiset<std::string> whole_sweep(uint32_t sweeps) {
    std::multiset<std::string> result;
    resident_carts::slice slice;
    do {
      slice = residents.unused_for(sweeps);
      largest = std::max(largest, slice.unused.size());
      ++slices;
      for (auto& [user, cart] : slice.unused)
        result.insert(user);
    } while (!slice.is_last);
    return result;
  }

  caf::actor_system_config config;
  caf::actor_system system{config};
  resident_carts::counter count = std::make_shared<std::atomic<std::size_t>>(0);
  resident_carts residents{count};
  std::size_t largest = 0;
  std::size_t slices = 0;
};

} // namespace resident_carts_actors

BOOST_FIXTURE_TEST_SUITE(resident_carts_actors, resident_carts_actors::directory_fixture)

BOOST_AUTO_TEST_CASE(a_sweep_sees_every_cart_once) {
  enter(2'000);
  BOOST_TEST(whole_sweep(2).empty());
  BOOST_TEST(whole_sweep(2).size() == 2'000U);
}

BOOST_AUTO_TEST_CASE(a_slice_of_a_sweep_is_short) {
  enter(2'000);
  whole_sweep(1);
  // Those that share the last bucket come along.
  BOOST_TEST(largest >= unused_per_slice);
  BOOST_TEST(largest < 2 * unused_per_slice);
  BOOST_TEST(slices >= 10U);
}

BOOST_AUTO_TEST_CASE(a_slice_ends_where_it_finds_none) {
  enter(3'000);
  whole_sweep(2);
  BOOST_TEST(largest == 0U);
  BOOST_TEST(slices >= 3U);
}

BOOST_AUTO_TEST_CASE(a_command_keeps_a_cart_for_as_many_sweeps_again) {
  enter(2);
  whole_sweep(2);
  BOOST_TEST((residents.next_command_to("1") != cart_actor{}));
  BOOST_TEST((whole_sweep(2) == std::multiset<std::string>{"0"}));
  BOOST_TEST((whole_sweep(2) == std::multiset<std::string>{"0", "1"}));
}

BOOST_AUTO_TEST_CASE(a_command_does_not_overtake_those_that_wait) {
  // Two wait when their cart is opened, and a third comes before they are handed on.
  BOOST_TEST((residents.next_direct_command_to("0") == cart_actor{}));
  BOOST_TEST((residents.next_direct_command_to("0") == cart_actor{}));
  enter(2);
  BOOST_TEST((residents.next_direct_command_to("0") == cart_actor{}));
  BOOST_TEST((residents.next_direct_command_to("1") != cart_actor{}));
  for (int waiting = 3; waiting > 0; --waiting)
    residents.handed_on("0");
  BOOST_TEST((residents.next_direct_command_to("0") != cart_actor{}));
}

BOOST_AUTO_TEST_CASE(carts_may_leave_and_enter_between_two_slices) {
  enter(2'000);
  auto slice = residents.unused_for(1);
  for (auto& [user, cart] : slice.unused)
    BOOST_TEST(residents.leave(user, cart.address(), 1));
  const auto left = slice.unused.size();
  enter(20'000); // as many buckets more
  BOOST_TEST(!residents.unused_for(1).is_last);
  whole_sweep(1);
  BOOST_TEST(whole_sweep(1).size() == 20'000U);
  BOOST_TEST(left >= unused_per_slice);
}

BOOST_AUTO_TEST_CASE(only_the_cart_that_has_ended_is_removed) {
  enter(1);
  const auto stranger = idle_cart("0");
  residents.remove("0", stranger.address());
  residents.remove("1", residents.find("0").address());
  BOOST_TEST(residents.size() == 1U);
  residents.remove("0", residents.find("0").address());
  BOOST_TEST(residents.size() == 0U);
}

BOOST_AUTO_TEST_CASE(carts_are_counted_over_all_directories) {
  resident_carts other{count};
  enter(3);
  other.enter("0", idle_cart("0"));
  residents.enter("0", idle_cart("0"));
  BOOST_TEST(*count == 4U);
  BOOST_TEST(residents.leave("0", residents.find("0").address(), 1));
  BOOST_TEST(!residents.leave("1", residents.find("1").address(), 2));
  residents.remove("2", residents.find("2").address());
  BOOST_TEST(*count == 2U);
  residents.clear();
  BOOST_TEST(*count == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
