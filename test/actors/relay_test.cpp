#include "actors/relay.hpp"

#include "test/actors/actor_fixture.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <thread>

namespace relays {

using namespace souk;

using teller_actor = caf::typed_actor<caf::replies_to<get_product>::with<product_ptr>>;

/// Replies a product with the id of its choice.
teller_actor::behavior_type teller(int64_t id) {
  return {
    [id](const get_product&) {
      product row;
      row.id = id;
      return product_ptr{std::make_shared<product>(row)};
    },
  };
}

struct relay_fixture : test::still_system {
  ~relay_fixture() {
    for (auto& each : tellers)
      kill(each);
  }

  teller_actor telling(int64_t id) { return tellers.emplace_back(system.spawn(teller, id)); }

  int64_t id_now() { return ask(lasting.handle(), get_product{}).reply()->id; }

  relayed<teller_actor> lasting{system};
  std::vector<teller_actor> tellers;
};

/// An actor that counts what comes, on the sender's thread.
class counter final : public caf::monitorable_actor {
public:
  counter(caf::actor_config& cfg, std::atomic<int>& count)
    : monitorable_actor(cfg), count_(count) {}

  void enqueue(caf::mailbox_element_ptr, caf::execution_unit*) override { ++count_; }

  void enqueue(caf::strong_actor_ptr, caf::message_id, caf::message,
               caf::execution_unit*) override {
    ++count_;
  }

private:
  std::atomic<int>& count_;
};

} // namespace relays

BOOST_FIXTURE_TEST_SUITE(relays, relays::relay_fixture)

BOOST_AUTO_TEST_CASE(a_message_goes_to_whom_it_points_to) {
  lasting.point_to(telling(1));
  BOOST_TEST(id_now() == 1);
}

BOOST_AUTO_TEST_CASE(the_address_stays_when_another_takes_office) {
  const auto address = lasting.handle();
  lasting.point_to(telling(1));
  BOOST_TEST(ask(address, get_product{}).reply()->id == 1);
  lasting.point_to(telling(2));
  BOOST_TEST(ask(address, get_product{}).reply()->id == 2);
}

BOOST_AUTO_TEST_CASE(a_message_on_its_way_stays_with_whom_it_was_handed_to) {
  lasting.point_to(telling(1));
  auto asked = start(lasting.handle(), get_product{});
  lasting.point_to(telling(2));
  run();
  BOOST_TEST(asked.reply()->id == 1);
}

BOOST_AUTO_TEST_CASE(while_it_points_to_nobody_the_asker_is_told_at_once) {
  BOOST_TEST((start(lasting.handle(), get_product{}).code() == errc::unavailable));
  lasting.point_to(telling(1));
  BOOST_TEST(id_now() == 1);
  lasting.point_to(teller_actor{});
  BOOST_TEST((start(lasting.handle(), get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(while_it_points_to_the_dead_the_asker_is_told_at_once) {
  lasting.point_to(telling(1));
  kill(lasting.handle());
  run();
  BOOST_TEST((start(lasting.handle(), get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(what_nobody_asked_for_vanishes_with_nobody_there) {
  caf::anon_send(lasting.handle(), get_product{});
  run();
  lasting.point_to(telling(1));
  BOOST_TEST(id_now() == 1);
}

BOOST_AUTO_TEST_CASE(what_is_handed_on_is_counted_for_all_and_for_who_is_in_office) {
  start(lasting.handle(), get_product{});
  BOOST_TEST(lasting.handed_on() == 0U);
  lasting.point_to(telling(1));
  id_now();
  id_now();
  BOOST_TEST(lasting.handed_to_target() == 2U);
  lasting.point_to(telling(2));
  BOOST_TEST(lasting.handed_to_target() == 0U);
  id_now();
  BOOST_TEST(lasting.handed_to_target() == 1U);
  BOOST_TEST(lasting.handed_on() == 3U);
}

BOOST_AUTO_TEST_CASE(it_knows_to_whom_it_leads) {
  auto first = telling(1);
  auto second = telling(2);
  BOOST_TEST(!lasting.target());
  BOOST_TEST(!lasting.leads_to(first.address()));
  lasting.point_to(first);
  BOOST_TEST((lasting.target() == caf::actor_cast<caf::strong_actor_ptr>(first)));
  BOOST_TEST(lasting.leads_to(first.address()));
  BOOST_TEST(!lasting.leads_to(second.address()));
}

BOOST_AUTO_TEST_CASE(to_retire_ends_the_one_in_office) {
  auto last = telling(1);
  lasting.point_to(last);
  auto asked = start(lasting.handle(), get_product{});
  lasting.retire();
  run();
  BOOST_TEST(asked.reply()->id == 1);
  BOOST_TEST((start(last, get_product{}).code() == errc::unavailable));
  BOOST_TEST((start(lasting.handle(), get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(to_retire_with_nobody_in_office_does_no_harm) {
  lasting.retire();
  BOOST_TEST(!lasting.target());
}

BOOST_AUTO_TEST_CASE(whoever_takes_office_after_the_end_is_sent_home) {
  lasting.retire();
  auto late = telling(1);
  lasting.point_to(late);
  BOOST_TEST((start(lasting.handle(), get_product{}).code() == errc::unavailable));
  run();
  BOOST_TEST((start(late, get_product{}).code() == errc::unavailable));
}

BOOST_AUTO_TEST_CASE(every_message_arrives_once_however_often_it_is_pointed_elsewhere) {
  constexpr int messages = 20'000;
  std::atomic<int> count = 0;
  std::atomic<int> senders = 2;
  // The relay has the only reference, so that a message must not reach one that it has dropped.
  auto point_elsewhere = [&] {
    caf::actor_config cfg;
    lasting.point_to(caf::actor_cast<teller_actor>(caf::make_actor<counter, caf::strong_actor_ptr>(
      system.next_actor_id(), system.node(), &system, cfg, count)));
  };
  auto send_all = [&] {
    for (int i = 0; i < messages; ++i)
      caf::anon_send(lasting.handle(), get_product{});
    --senders;
  };
  point_elsewhere();
  std::thread first{send_all};
  std::thread second{send_all};
  while (senders > 0)
    point_elsewhere();
  first.join();
  second.join();
  BOOST_TEST(count == 2 * messages);
}

BOOST_AUTO_TEST_SUITE_END()
