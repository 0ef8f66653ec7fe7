#include "http/ask.hpp"

#include "http/io_thread.hpp"
#include "http/route.hpp"
#include "storage/database.hpp"
#include "test/http/exchange_fixture.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <boost/test/unit_test.hpp>

namespace asking {

using namespace souk;
using namespace souk::test;

struct question {};

template <class Inspector>
auto inspect(Inspector& f, question&) {
  return f();
}

using oracle = caf::typed_actor<caf::replies_to<question>::with<int>>;

oracle::behavior_type never_answer(oracle::pointer self) {
  return {
    [self](const question&) -> caf::result<int> { return self->make_response_promise<int>(); }};
}

/// Asks somebody who is gone, which is answered inside the call with an error.
struct ask_fixture : exchange_fixture {
  ask_fixture() {
    caf::scoped_actor self{system};
    self->monitor(gone);
    caf::anon_send_exit(gone, caf::exit_reason::kill);
    self->receive([](const caf::down_msg&) {});
  }

  void ask_for(const std::shared_ptr<exchange>& about) {
    ask<int>(ctx, responder{about}, gone, question{}, [](int) { return http_answer{200}; });
  }

  caf::actor_system_config config;
  caf::actor_system system{config};
  shop any_shop{system, open_database("memory:")};
  route_table routes{{}};
  product_texts texts{any_shop.mark()};
  context ctx{system, any_shop, routes, {}, any_shop.mark(), std::chrono::steady_clock::now(),
              texts};
  oracle gone = system.spawn(never_answer);
};

} // namespace asking

BOOST_FIXTURE_TEST_SUITE(asking, asking::ask_fixture)

BOOST_AUTO_TEST_CASE(a_reply_on_an_io_thread_is_answered_there) {
  io_thread here;
  ask_for(enter());
  BOOST_TEST(sent.all().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_reply_on_another_thread_is_answered_on_an_io_thread) {
  ask_for(enter());
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST(sent.all().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_list_is_made_in_its_turn) {
  io_thread here;
  auto list = enter();
  BOOST_TEST(list->takes_share(cost_class::list));
  ask_for(list);
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST(sent.all().empty());
  run_posted();
  BOOST_TEST(sent.all().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
