#include "actors/cart_model.hpp"

#include "test/actors/quoted.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(cart_model_rules)

namespace {

using namespace souk;

using lines = std::vector<line>;

/// A cart of products 1, 2, ... with these quantities, put in at a price of 100.
cart_model cart_of(const std::vector<int32_t>& quantities) {
  cart_model cart;
  int64_t id = 0;
  for (auto quantity : quantities)
    cart.add({++id, quantity, {100}, 1});
  return cart;
}

int64_t version_of(const cart_model& cart) {
  return cart.view("ann", test::quoted(cart.lines(), {}), {}).version;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_new_cart_is_empty) {
  const cart_model cart;
  BOOST_TEST(cart.is_empty());
  BOOST_TEST(!cart.is_checking_out());
  BOOST_TEST(cart.lines().empty());
}

BOOST_AUTO_TEST_CASE(lines_stand_in_the_order_they_came) {
  BOOST_TEST((cart_of({3, 1, 2}).lines() == lines{{1, 3}, {2, 1}, {3, 2}}));
}

BOOST_AUTO_TEST_CASE(units_of_one_product_are_summed) {
  auto cart = cart_of({3, 1});
  cart.add({1, 4, {100}, 1});
  BOOST_TEST((cart.lines() == lines{{1, 7}, {2, 1}}));
}

BOOST_AUTO_TEST_CASE(a_cart_from_the_store_has_its_lines_and_version) {
  const cart_model cart{stored_cart{{{5, 2, {100}, 1}}, 9}};
  BOOST_TEST((cart.lines() == lines{{5, 2}}));
  BOOST_TEST(version_of(cart) == 9);
}

BOOST_AUTO_TEST_CASE(a_line_holds_at_most_10_000_units) {
  auto cart = cart_of({9'999});
  BOOST_TEST((cart.why_not_add({1, 1}) == std::nullopt));
  BOOST_TEST((cart.why_not_add({1, 2}) == errc::quantity_too_large));
  BOOST_TEST((cart.why_not_add({2, 10'000}) == std::nullopt));
  BOOST_TEST((cart.why_not_add({2, 10'001}) == errc::quantity_too_large));
  BOOST_TEST((cart.why_not_add({1, INT32_MAX}) == errc::quantity_too_large));
}

BOOST_AUTO_TEST_CASE(a_cart_holds_at_most_200_lines) {
  auto cart = cart_of(std::vector<int32_t>(199, 1));
  BOOST_TEST((cart.why_not_add({200, 1}) == std::nullopt));
  cart.add({200, 1, {100}, 1});
  BOOST_TEST((cart.why_not_add({201, 1}) == errc::cart_full));
  BOOST_TEST((cart.why_not_add({200, 1}) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(a_line_is_removed_whatever_its_quantity) {
  auto cart = cart_of({3, 1});
  BOOST_TEST((cart.why_not_remove(1) == std::nullopt));
  cart.remove(1);
  BOOST_TEST((cart.lines() == lines{{2, 1}}));
}

BOOST_AUTO_TEST_CASE(only_a_line_of_the_cart_can_be_removed) {
  BOOST_TEST((cart_of({3}).why_not_remove(2) == errc::line_unknown));
  BOOST_TEST((cart_model{}.why_not_remove(1) == errc::line_unknown));
}

BOOST_AUTO_TEST_CASE(a_line_being_checked_out_cannot_be_removed) {
  auto cart = cart_of({3});
  cart.begin_checkout();
  BOOST_TEST((cart.why_not_remove(1) == errc::checkout_in_progress));
  BOOST_TEST((cart.why_not_remove(2) == errc::line_unknown));
}

BOOST_AUTO_TEST_CASE(changes_count_versions) {
  auto cart = cart_of({3, 1});
  BOOST_TEST(version_of(cart) == 2);
  cart.remove(1);
  BOOST_TEST(version_of(cart) == 3);
  cart.begin_checkout();
  BOOST_TEST(version_of(cart) == 3);
  cart.end_checkout(true);
  BOOST_TEST(version_of(cart) == 4);
}

BOOST_AUTO_TEST_CASE(a_checkout_that_failed_is_no_version) {
  auto cart = cart_of({3, 1});
  cart.begin_checkout();
  cart.end_checkout(false);
  BOOST_TEST(version_of(cart) == 2);
}

BOOST_AUTO_TEST_CASE(lines_being_checked_out_are_still_shown) {
  auto cart = cart_of({3, 1});
  cart.begin_checkout();
  BOOST_TEST(cart.is_checking_out());
  BOOST_TEST((cart.lines() == lines{{1, 3}, {2, 1}}));
}

BOOST_AUTO_TEST_CASE(lines_that_were_sold_are_gone) {
  auto cart = cart_of({3, 1});
  cart.begin_checkout();
  cart.end_checkout(true);
  BOOST_TEST(cart.is_empty());
  BOOST_TEST(!cart.is_checking_out());
}

BOOST_AUTO_TEST_CASE(lines_that_were_not_sold_stay) {
  auto cart = cart_of({3, 1});
  cart.begin_checkout();
  cart.end_checkout(false);
  BOOST_TEST((cart.lines() == lines{{1, 3}, {2, 1}}));
  BOOST_TEST(!cart.is_checking_out());
}

BOOST_AUTO_TEST_CASE(a_line_added_again_is_as_new_as_its_last_units) {
  auto cart = cart_of({1});
  cart.add({1, 1, {120}, 2});
  auto seen = cart.view("ann", test::quoted(cart.lines(), {{1, 120}}), {});
  BOOST_TEST(seen.warnings.empty());
}

BOOST_AUTO_TEST_SUITE_END()
