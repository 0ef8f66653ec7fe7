#include "test/storage/fixture.hpp"

#include <boost/test/unit_test.hpp>

/// Changes of products, and movements of their stock, that were bound to a state.

namespace product_preconditions {

using namespace souk;

struct preconditions_fixture : test::database_fixture {
  update_product renaming(precondition only_if) {
    update_product command{lamp, "lantern"};
    command.only_if = std::move(only_if);
    return command;
  }

  save_movement receiving(precondition only_if) {
    save_movement command{lamp, movement_kind::received, 2};
    command.only_if = std::move(only_if);
    return command;
  }

  /// The state of the lamp as it is stored.
  seen_state seen() {
    const auto row = find(lamp);
    return {row->version, row->stock_version};
  }

  static precondition only(seen_state state) { return std::vector{state}; }

  bool is_refused(souk::write one) {
    return refusal_of(std::move(one)).code == errc::precondition_failed;
  }

  int64_t lamp = add_product(1'000, 5);
};

} // namespace product_preconditions

BOOST_FIXTURE_TEST_SUITE(product_preconditions, product_preconditions::preconditions_fixture)

BOOST_AUTO_TEST_CASE(a_product_that_is_as_it_was_seen_is_changed) {
  BOOST_TEST(reply_to<product_ptr>(renaming(only(seen())))->fields.name == "lantern");
  BOOST_TEST(reply_to<product_ptr>(archive_product{lamp, only(seen())})->archived);
}

BOOST_AUTO_TEST_CASE(one_that_was_changed_since_is_left_alone) {
  const auto before = seen();
  reply_to<product_ptr>(update_product{lamp, "torch"});
  const auto after = find(lamp);
  const auto events = rows.list_events({}).events.size();
  BOOST_TEST(is_refused(renaming(only(before))));
  BOOST_TEST(is_refused(archive_product{lamp, only(before)}));
  BOOST_TEST((*find(lamp) == *after));
  BOOST_TEST(rows.list_events({}).events.size() == events);
}

BOOST_AUTO_TEST_CASE(a_sale_since_counts_as_a_change) {
  const auto before = seen();
  put_in_cart("ann", lamp, 1);
  place_order("ann", {{lamp, 1}});
  BOOST_TEST(is_refused(renaming(only(before))));
  BOOST_TEST(!reply_to<product_ptr>(renaming(only(seen())))->archived);
}

BOOST_AUTO_TEST_CASE(of_two_changes_to_one_state_the_first_is_made) {
  const auto both = only(seen());
  auto outcomes = rows.commit({renaming(both), archive_product{lamp, both}}, now);
  BOOST_TEST(std::holds_alternative<product_ptr>(outcomes[0]));
  BOOST_TEST((std::get<refusal>(outcomes[1]).code == errc::precondition_failed));
  BOOST_TEST(!find(lamp)->archived);
}

BOOST_AUTO_TEST_CASE(a_stock_is_moved_only_from_the_state_that_was_seen) {
  const auto before = seen();
  BOOST_TEST(reply_to<saved_movement>(receiving(only(before))).moved->on_hand == 7);
  const auto events = rows.list_events({}).events.size();
  BOOST_TEST(is_refused(receiving(only(before))));
  BOOST_TEST(is_refused(receiving(only({99, 1}))));
  BOOST_TEST(*find(lamp)->fields.stock == 7);
  BOOST_TEST(rows.load_movements({lamp}).movements.size() == 2U);
  BOOST_TEST(rows.list_events({}).events.size() == events);
  BOOST_TEST(reply_to<saved_movement>(receiving(only(seen()))).moved->on_hand == 9);
}

BOOST_AUTO_TEST_CASE(what_was_seen_comes_before_what_the_stock_allows) {
  const auto before = seen();
  update_product uncounted{lamp};
  uncounted.stock = stock_setting{};
  reply_to<product_ptr>(uncounted);
  BOOST_TEST(is_refused(receiving(only(before))));
  BOOST_TEST((refusal_of(receiving(only(seen()))).code == errc::stock_not_tracked));
}

BOOST_AUTO_TEST_CASE(any_of_the_states_named_will_do_and_none_is_none) {
  BOOST_TEST(is_refused(renaming(std::vector<seen_state>{})));
  const auto now_seen = seen();
  reply_to<product_ptr>(renaming(std::vector<seen_state>{{99, 1}, now_seen}));
  BOOST_TEST(find(lamp)->version == now_seen.version + 1);
}

BOOST_AUTO_TEST_CASE(a_product_that_is_not_there_is_unknown_before_all) {
  BOOST_TEST((refusal_of(archive_product{99, only({1, 1})}).code == errc::product_unknown));
  reply_to<product_ptr>(archive_product{lamp});
  BOOST_TEST((refusal_of(renaming(only(seen()))).code == errc::product_unknown));
  BOOST_TEST((refusal_of(receiving(only({99, 1}))).code == errc::product_unknown));
}

BOOST_AUTO_TEST_SUITE_END()
