// Changes that are bound to what was seen, through the client, against a whole shop in this
// process.

#include "test/sdk/refusal.hpp"
#include "test/sdk/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

BOOST_FIXTURE_TEST_SUITE(sdk_client_shop_tags, souk::test::shop_fixture)

namespace {

using namespace souk::test;
using souk::sdk::amount;

/// The action is refused because somebody else was faster.
void check_stale(const std::function<void()>& action) {
  auto err = refusal_of(action);
  BOOST_TEST(err.status() == 412);
  BOOST_TEST(err.code() == "precondition_failed");
  BOOST_TEST(!err.may_have_happened());
}

} // namespace

BOOST_AUTO_TEST_CASE(a_product_has_one_tag_until_it_changes) {
  auto lamp = make("Lamp", 1999, 5);
  BOOST_TEST(lamp.tag.starts_with('"'));
  BOOST_TEST(seller.get_product(lamp.id).tag == lamp.tag);
  auto listed = seller.list_products().values.at(0);
  BOOST_TEST(listed.tag == "");
  BOOST_TEST((listed == lamp));
  BOOST_TEST(seller.update_product(lamp.id, {.name = "Lantern"}).tag != lamp.tag);
}

BOOST_AUTO_TEST_CASE(a_product_is_changed_only_as_it_was_seen) {
  auto lamp = make("Lamp", 1999, 5);
  auto cheaper = seller.update_product(lamp.id, {.price = amount{1500}}, lamp.tag);
  BOOST_TEST((cheaper.price == amount{1500}));
  check_stale([&] { seller.update_product(lamp.id, {.price = amount{1400}}, lamp.tag); });
  check_stale([&] { seller.delete_product(lamp.id, lamp.tag); });
  BOOST_TEST((seller.get_product(lamp.id) == cheaper));
  seller.delete_product(lamp.id, cheaper.tag);
  BOOST_TEST(refusal_of([&] { seller.get_product(lamp.id); }).code() == "product_unknown");
}

BOOST_AUTO_TEST_CASE(a_stock_is_moved_only_as_the_product_was_seen) {
  auto lamp = make("Lamp", 1999, 5);
  ann.add_to_cart(lamp.id);
  ann.checkout();
  check_stale([&] { seller.receive_stock(lamp.id, 3, {}, {}, lamp.tag); });
  check_stale([&] { seller.adjust_stock(lamp.id, -1, "broken", {}, lamp.tag); });
  BOOST_TEST((seller.get_stock(lamp.id).on_hand == 4));
  auto seen = seller.get_product(lamp.id).tag;
  BOOST_TEST(seller.receive_stock(lamp.id, 3, {}, {}, seen).on_hand == 7);
  seen = seller.get_product(lamp.id).tag;
  BOOST_TEST(seller.adjust_stock(lamp.id, -1, "broken", {}, seen).on_hand == 6);
}

BOOST_AUTO_TEST_CASE(a_cart_is_changed_only_as_it_was_seen) {
  auto lamp = make("Lamp", 1999), pen = make("Pen", 7);
  auto empty = ann.get_cart();
  auto one = ann.add_to_cart(lamp.id, 1, {}, empty.tag);
  check_stale([&] { ann.add_to_cart(pen.id, 1, {}, empty.tag); });
  auto both = ann.add_to_cart(pen.id, 1, {}, one.tag);
  check_stale([&] { ann.remove_from_cart(lamp.id, one.tag); });
  check_stale([&] { ann.checkout({}, {}, one.tag); });
  BOOST_TEST((ann.get_cart() == both));
  auto left = ann.remove_from_cart(lamp.id, both.tag);
  BOOST_TEST(left.lines.at(0).product_id == pen.id);
  BOOST_TEST((ann.checkout({}, {}, left.tag).total == amount{7}));
}

BOOST_AUTO_TEST_CASE(an_order_is_canceled_only_as_it_was_seen) {
  ann.add_to_cart(make("Lamp", 1999).id);
  auto order = ann.checkout();
  BOOST_TEST(ann.get_order(order.id).tag == order.tag);
  check_stale([&] { ann.cancel_order(order.id, {}, "\"9-0123456789abcdef\""); });
  auto canceled = ann.cancel_order(order.id, {}, order.tag);
  BOOST_TEST(canceled.status == "canceled");
  check_stale([&] { ann.cancel_order(order.id, {}, order.tag); });
}

// So that an attempt whose answer was lost can be repeated: it has changed what was seen.
BOOST_AUTO_TEST_CASE(a_kept_answer_is_told_whatever_is_there_now) {
  auto lamp = make("Lamp", 1999, 5);
  auto key = souk::client::new_key();
  auto receive = [&] { return seller.receive_stock(lamp.id, 3, {}, key, lamp.tag); };
  BOOST_TEST(!receive().replayed);
  BOOST_TEST((receive().replayed && receive().on_hand == 8));
  auto received = seller.get_product(lamp.id).tag;
  auto adjust = [&] { return seller.adjust_stock(lamp.id, -2, "lost", "k-2", received); };
  BOOST_TEST(!adjust().replayed);
  BOOST_TEST((adjust().replayed && adjust().on_hand == 6));
  BOOST_TEST((seller.get_product(lamp.id).stock == 6));

  auto empty = ann.get_cart().tag;
  auto add = [&] { return ann.add_to_cart(lamp.id, 2, key, empty); };
  auto added = add();
  auto again = add();
  BOOST_TEST((!added.replayed && again.replayed));
  BOOST_TEST(again.tag == added.tag);
  BOOST_TEST(again.lines.at(0).quantity == 2);
  auto check_out = [&] { return ann.checkout({}, key, added.tag); };
  auto placed = check_out();
  BOOST_TEST((!placed.replayed && check_out().replayed));
  BOOST_TEST(check_out().id == placed.id);
  auto cancel = [&] { return ann.cancel_order(placed.id, key, placed.tag); };
  BOOST_TEST(!cancel().replayed);
  BOOST_TEST((cancel().replayed && cancel().status == "canceled"));
  BOOST_TEST((seller.get_product(lamp.id).stock == 6));
}

BOOST_AUTO_TEST_SUITE_END()
