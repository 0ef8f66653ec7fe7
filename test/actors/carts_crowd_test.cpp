#include "actors/carts.hpp"

#include "test/actors/shop_fixture.hpp"

namespace carts_crowds {

using namespace souk;
using namespace std::chrono_literals;

struct crowded_shop : test::shop_fixture {
  static constexpr std::size_t most = 20;

  crowded_shop() : shop_fixture(24h, most) {}

  /// As many carts as may be, and then one more.
  void fill() {
    for (std::size_t i = 0; i < most; ++i)
      view("visitor-" + std::to_string(i));
    BOOST_TEST((ask(carts(), view_cart{"ann"}).code() == errc::overloaded));
  }
};

} // namespace carts_crowds

BOOST_FIXTURE_TEST_SUITE(carts_crowds, carts_crowds::crowded_shop)

BOOST_AUTO_TEST_CASE(a_crowd_of_carts_that_nobody_uses_makes_room_within_seconds) {
  fill();
  pass(2s);
  BOOST_TEST((view("ann") == cart_view{"ann"}));
  BOOST_TEST(staff->carts_in_memory->load() <= most / 2 + 1);
}

BOOST_AUTO_TEST_CASE(who_comes_now_and_then_finds_a_place_however_many_pass_by) {
  const auto soap = create("soap", 100);
  add("ann", soap, 2);
  for (int i = 0; i < 5; ++i) {
    pass(2s);
    for (std::size_t each = 0; each < most - 2; ++each)
      view(std::to_string(i) + "-" + std::to_string(each));
    BOOST_TEST((lines("ann") == std::vector<line>{{soap, 2}}));
  }
}

BOOST_AUTO_TEST_CASE(half_as_many_carts_as_may_be_are_no_crowd) {
  for (std::size_t i = 0; i < most / 2; ++i)
    view(std::to_string(i));
  pass(60s);
  BOOST_TEST(staff->carts_in_memory->load() == most / 2);
}

BOOST_AUTO_TEST_SUITE_END()
