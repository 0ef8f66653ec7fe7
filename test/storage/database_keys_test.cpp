#include "test/storage/fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace database_keys {

using namespace souk;
using souk::test::database_fixture;

using lines = std::vector<line>;

const request_key key{"ann checkout", "k1", "a"};
const request_key other_request{"ann checkout", "k1", "b"};

struct keys_fixture : database_fixture {
  place ordering_with(const request_key& chosen, int64_t product_id, int32_t quantity) {
    auto command = ordering("ann", {{product_id, quantity}});
    command.key = chosen;
    return command;
  }

  save_line adding_with(const request_key& chosen, int64_t product_id, int64_t version) {
    auto command = adding("ann", product_id, 2);
    command.key = chosen;
    command.reply.user = "ann";
    command.reply.version = version;
    return command;
  }

  /// Other keys are kept in every one of these hours.
  void pass(std::chrono::hours time) {
    for (; time.count() > 0; --time) {
      now += std::chrono::hours{1};
      reply_to<kept_answer>(
        keep_refusal{{"others", std::to_string(++others), ""}, {errc::cart_empty}});
    }
  }

  const int64_t tea = add_product(100, 9);
  int others = 0;
};

} // namespace database_keys

BOOST_FIXTURE_TEST_SUITE(database_keys, database_keys::keys_fixture)

BOOST_AUTO_TEST_CASE(a_product_is_created_once_per_key) {
  auto first = reply_to<product_reply>(insert_product{{"cup", {500}}, key});
  auto second = reply_to<product_reply>(insert_product{{"cup", {500}}, key});
  BOOST_TEST((*second.product == *first.product));
  BOOST_TEST((!first.replayed && second.replayed));
  BOOST_TEST(rows.load_catalog().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_line_is_added_once_per_key) {
  reply_to<saved_cart>(adding_with(key, tea, 1));
  auto second = reply_to<saved_cart>(adding_with(key, tea, 2));
  BOOST_REQUIRE(second.replayed);
  BOOST_TEST(second.replayed->version == 1);
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
  BOOST_TEST(rows.load_cart("ann").version == 1);
}

BOOST_AUTO_TEST_CASE(a_key_comes_before_a_precondition_and_keeps_none_that_failed) {
  auto command = adding_with(key, tea, 1);
  command.only_if = {seen_state{1}};
  BOOST_TEST(!!reply_to<saved_cart>(command).found);
  command.only_if = {seen_state{0}};
  BOOST_TEST(!reply_to<saved_cart>(command).replayed);
  BOOST_TEST(!!reply_to<saved_cart>(command).replayed);
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_movement_under_a_key_comes_before_a_precondition_too) {
  save_movement command{tea, movement_kind::received, 2, "", key};
  command.only_if = {seen_state{9, 9}};
  BOOST_TEST((refusal_of(command).code == errc::precondition_failed));
  command.only_if = {seen_state{1, 1}};
  BOOST_TEST(!reply_to<saved_movement>(command).replayed);
  BOOST_TEST(reply_to<saved_movement>(command).replayed);
  BOOST_TEST(*find(tea)->fields.stock == 11);
}

BOOST_AUTO_TEST_CASE(a_cancelation_under_a_key_comes_before_a_precondition_too) {
  put_in_cart("ann", tea, 2);
  save_cancel command{"ann", place_order("ann", {{tea, 2}})->id, key};
  command.only_if = {seen_state{9, 9}};
  BOOST_TEST((refusal_of(command).code == errc::precondition_failed));
  command.only_if = {seen_state{version_of(order_status::placed)}};
  BOOST_TEST(!reply_to<placed_order>(command).replayed);
  BOOST_TEST(reply_to<placed_order>(command).replayed);
  BOOST_TEST(*find(tea)->fields.stock == 9);
}

BOOST_AUTO_TEST_CASE(an_order_is_placed_once_per_key) {
  put_in_cart("ann", tea, 4);
  auto first = reply_to<placed_order>(ordering_with(key, tea, 2));
  auto second = reply_to<placed_order>(ordering_with(key, tea, 2));
  BOOST_TEST((*second.order == *first.order));
  BOOST_TEST((!first.replayed && second.replayed));
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
  BOOST_TEST(*find(tea)->fields.stock == 7);
}

BOOST_AUTO_TEST_CASE(writes_without_a_key_are_repeated) {
  reply_to<saved_cart>(adding_with({}, tea, 1));
  reply_to<saved_cart>(adding_with({}, tea, 2));
  BOOST_TEST((lines_of("ann") == lines{{tea, 4}}));
}

BOOST_AUTO_TEST_CASE(another_request_under_a_key_is_refused_and_changes_nothing) {
  put_in_cart("ann", tea, 4);
  reply_to<placed_order>(ordering_with(key, tea, 1));
  const refusal reused{errc::idempotency_key_reused};
  BOOST_TEST((refusal_of(ordering_with(other_request, tea, 1)) == reused));
  BOOST_TEST((refusal_of(adding_with(other_request, tea, 1)) == reused));
  BOOST_TEST((refusal_of(insert_product{{"cup", {500}}, other_request}) == reused));
  BOOST_TEST((refusal_of(keep_refusal{other_request, {errc::cart_empty}}) == reused));
  BOOST_TEST((lines_of("ann") == lines{{tea, 3}}));
}

BOOST_AUTO_TEST_CASE(a_key_means_nothing_in_another_scope) {
  put_in_cart("ann", tea, 4);
  auto first = reply_to<placed_order>(ordering_with(key, tea, 1));
  auto second = reply_to<placed_order>(ordering_with({"bob checkout", "k1", "a"}, tea, 1));
  BOOST_TEST(second.order->id == first.order->id + 1);
}

BOOST_AUTO_TEST_CASE(a_definitive_refusal_is_kept) {
  refusal why{errc::out_of_stock};
  why.lines = {{tea, 2, 1}};
  auto first = reply_to<kept_answer>(keep_refusal{key, why});
  BOOST_TEST((!first.order && !first.cart && !first.product));
  put_in_cart("ann", tea, 2);
  why.replayed = true;
  BOOST_TEST((refusal_of(ordering_with(key, tea, 2)) == why));
  BOOST_TEST((lines_of("ann") == lines{{tea, 2}}));
}

BOOST_AUTO_TEST_CASE(a_refusal_that_is_not_definitive_leaves_the_key_free) {
  reply_to<kept_answer>(keep_refusal{key, {errc::checkout_in_progress}});
  put_in_cart("ann", tea, 2);
  BOOST_TEST(!reply_to<placed_order>(ordering_with(key, tea, 2)).replayed);
}

BOOST_AUTO_TEST_CASE(the_first_refusal_under_a_key_stays) {
  reply_to<kept_answer>(keep_refusal{key, {errc::cart_empty}});
  refusal first{errc::cart_empty};
  first.replayed = true;
  BOOST_TEST((refusal_of(keep_refusal{key, {errc::out_of_stock}}) == first));
}

BOOST_AUTO_TEST_CASE(an_order_under_a_key_is_not_replaced_by_a_refusal) {
  put_in_cart("ann", tea, 2);
  auto placed = reply_to<placed_order>(ordering_with(key, tea, 2));
  auto kept = reply_to<kept_answer>(keep_refusal{key, {errc::cart_empty}});
  BOOST_TEST((*kept.order == *placed.order));
}

BOOST_AUTO_TEST_CASE(a_cart_under_a_key_is_not_replaced_by_a_refusal) {
  reply_to<saved_cart>(adding_with(key, tea, 1));
  auto kept = reply_to<kept_answer>(keep_refusal{key, {errc::cart_full}});
  BOOST_REQUIRE(kept.cart);
  BOOST_TEST(kept.cart->version == 1);
}

BOOST_AUTO_TEST_CASE(a_product_under_a_key_is_not_replaced_by_a_refusal) {
  auto made = reply_to<product_reply>(insert_product{{"cup", {500}}, key});
  auto kept = reply_to<kept_answer>(keep_refusal{key, {errc::cart_full}});
  BOOST_TEST((*kept.product == *made.product));
}

BOOST_AUTO_TEST_CASE(a_key_is_free_again_after_its_time) {
  put_in_cart("ann", tea, 4);
  auto first = reply_to<placed_order>(ordering_with(key, tea, 1));
  pass(key_kept);
  now += std::chrono::milliseconds{1};
  // Old keys leave when a new one comes.
  put_in_cart("bob", tea, 1);
  auto another = ordering("bob", {{tea, 1}});
  another.key = {"bob checkout", "k2", ""};
  reply_to<placed_order>(another);
  auto second = reply_to<placed_order>(ordering_with(key, tea, 1));
  BOOST_TEST(!second.replayed);
  BOOST_TEST(second.order->id != first.order->id);
}

BOOST_AUTO_TEST_CASE(a_key_is_kept_to_the_end_of_its_time) {
  put_in_cart("ann", tea, 4);
  auto first = reply_to<placed_order>(ordering_with(key, tea, 1));
  pass(key_kept);
  auto second = reply_to<placed_order>(ordering_with(key, tea, 1));
  BOOST_TEST(second.replayed);
  BOOST_TEST(second.order->id == first.order->id);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_right_makes_no_key_older) {
  put_in_cart("ann", tea, 4);
  auto first = reply_to<placed_order>(ordering_with(key, tea, 1));
  now += 100 * key_kept;
  pass(std::chrono::hours{1});
  auto second = reply_to<placed_order>(ordering_with(key, tea, 1));
  BOOST_TEST(second.replayed);
  BOOST_TEST(second.order->id == first.order->id);
}

BOOST_AUTO_TEST_CASE(a_key_that_met_a_shortage_in_the_database_is_not_taken) {
  auto cup = add_product(100, 0);
  put_in_cart("ann", cup, 1);
  BOOST_TEST((refusal_of(ordering_with(key, cup, 1)).code == errc::out_of_stock));
  put_in_cart("ann", tea, 1);
  BOOST_TEST(!reply_to<placed_order>(ordering_with(key, tea, 1)).replayed);
}

BOOST_AUTO_TEST_SUITE_END()
