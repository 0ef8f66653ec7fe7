#include "test/http/exchange_fixture.hpp"

namespace gates {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

struct gate_fixture : exchange_fixture {
  /// Enters lists until one more would be too many.
  void fill_with_lists() {
    while (!wide.is_full_for(cost_class::list)) {
      waiting.push_back(enter(wide));
      BOOST_REQUIRE(waiting.back()->takes_share(cost_class::list));
    }
  }

  gate wide{400, 1h, [](auto) {}};
  std::vector<std::shared_ptr<exchange>> waiting;
};

} // namespace gates

BOOST_FIXTURE_TEST_SUITE(gates, gates::gate_fixture)

BOOST_AUTO_TEST_CASE(a_gate_takes_so_many_lists_as_may_wait) {
  const auto most = wide.lists_max();
  BOOST_TEST(!wide.is_crowded());
  fill_with_lists();
  BOOST_TEST(waiting.size() >= list_limit::least);
  BOOST_TEST(waiting.size() <= most);
  BOOST_TEST(most == share_of(cost_class::list, 400));
  BOOST_TEST(wide.is_crowded());
  BOOST_TEST(!enter(wide)->takes_share(cost_class::list));
  BOOST_TEST(!wide.is_full_for(cost_class::light));
  BOOST_TEST(!wide.is_full_for(cost_class::change));
  BOOST_TEST(enter(wide)->takes_share(cost_class::light));
  BOOST_TEST(!wide.is_full());
  for (auto i = list_limit::least; i <= waiting.size(); ++i)
    waiting[i - 1]->answer({200});
  BOOST_TEST(!wide.is_crowded());
  BOOST_TEST(!wide.is_full_for(cost_class::list));
}

BOOST_AUTO_TEST_CASE(a_gate_is_full_for_a_class_whose_share_is_taken) {
  gate narrow{8, 1h, [](auto) {}};
  auto first = enter(narrow);
  auto second = enter(narrow);
  BOOST_TEST(first->takes_share(cost_class::list));
  BOOST_TEST(!narrow.is_full_for(cost_class::list));
  BOOST_TEST(second->takes_share(cost_class::list));
  BOOST_TEST(narrow.is_crowded());
  BOOST_TEST(narrow.is_full_for(cost_class::list));
  BOOST_TEST(!narrow.is_full_for(cost_class::light));
  second->answer({200});
  BOOST_TEST(!narrow.is_full_for(cost_class::list));
}

BOOST_AUTO_TEST_SUITE_END()
