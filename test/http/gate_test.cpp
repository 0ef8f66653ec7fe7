#include "test/http/exchange_fixture.hpp"

namespace gates {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

struct gate_fixture : exchange_fixture {
  std::chrono::nanoseconds lag{0};
  gate lagging{100, 1h, [](auto) {}, nullptr, [this](auto time) { return lag > time; }};
};

} // namespace gates

BOOST_FIXTURE_TEST_SUITE(gates, gates::gate_fixture)

BOOST_AUTO_TEST_CASE(a_gate_takes_no_lists_while_the_threads_lag) {
  BOOST_TEST(!lagging.is_crowded());
  lag = 1s;
  // Some of each look at the sockets are taken in any case.
  for (unsigned i = 0; i < list_budget::count_min; ++i) {
    BOOST_TEST(!lagging.is_full_for(cost_class::list));
    BOOST_TEST(enter(lagging)->takes_share(cost_class::list));
  }
  BOOST_TEST(lagging.is_crowded());
  BOOST_TEST(lagging.is_full_for(cost_class::list));
  BOOST_TEST(!enter(lagging)->takes_share(cost_class::list));
  BOOST_TEST(!lagging.is_full_for(cost_class::light));
  BOOST_TEST(!lagging.is_full_for(cost_class::change));
  BOOST_TEST(enter(lagging)->takes_share(cost_class::light));
  BOOST_TEST(!lagging.is_full());
  lagging.observe_lag(lag);
  BOOST_TEST(!lagging.is_crowded());
  BOOST_TEST(enter(lagging)->takes_share(cost_class::list));
}

BOOST_AUTO_TEST_CASE(a_gate_bears_a_shorter_lag_while_lags_are_long) {
  lag = 5ms;
  auto is_full_after = [this](std::chrono::nanoseconds told) {
    for (int i = 0; i < 100; ++i)
      lagging.observe_lag(told);
    for (unsigned i = 0; i < list_budget::count_min; ++i)
      enter(lagging)->takes_share(cost_class::list);
    return lagging.is_full_for(cost_class::list);
  };
  BOOST_TEST(!is_full_after(0s));
  BOOST_TEST(is_full_after(1s));
  BOOST_TEST(!is_full_after(0s));
}

BOOST_AUTO_TEST_CASE(a_gate_is_full_for_a_class_whose_share_is_taken) {
  gate wide{8, 1h, [](auto) {}};
  auto first = enter(wide);
  auto second = enter(wide);
  BOOST_TEST(first->takes_share(cost_class::list));
  BOOST_TEST(!wide.is_full_for(cost_class::list));
  BOOST_TEST(second->takes_share(cost_class::list));
  BOOST_TEST(wide.is_crowded());
  BOOST_TEST(wide.is_full_for(cost_class::list));
  BOOST_TEST(!wide.is_full_for(cost_class::light));
  second->answer({200});
  BOOST_TEST(!wide.is_full_for(cost_class::list));
}

BOOST_AUTO_TEST_SUITE_END()
