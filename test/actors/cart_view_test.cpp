#include "actors/cart_model.hpp"

#include "test/actors/quoted.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>

BOOST_AUTO_TEST_SUITE(cart_views)

namespace {

using namespace souk;
using souk::test::quoted;

constexpr auto minor_max = std::numeric_limits<int64_t>::max();

/// A cart of one line, put in at a price of 100.
cart_model cart_of(int64_t product_id, int32_t quantity) {
  return cart_model{stored_cart{{{product_id, quantity, {100}, 1}}, 1}};
}

cart_view view(const cart_model& cart, const std::map<int64_t, int64_t>& prices,
               std::optional<int64_t> available = {}) {
  auto now = quoted(cart.lines(), prices, available);
  return cart.view("ann", now, {});
}

} // namespace

BOOST_AUTO_TEST_CASE(a_view_names_its_user) {
  BOOST_TEST(view({}, {}).user == "ann");
}

BOOST_AUTO_TEST_CASE(an_empty_cart_costs_nothing_in_the_currency_of_the_shop) {
  const currency yen{{'J', 'P', 'Y'}};
  auto seen = cart_model{}.view("ann", {}, yen);
  BOOST_TEST((seen.total == money{0, yen}));
  BOOST_TEST(seen.lines.empty());
}

BOOST_AUTO_TEST_CASE(a_line_is_shown_at_the_price_of_this_moment) {
  auto seen = view(cart_of(7, 3), {{7, 120}});
  const cart_view_line shown{7, 3, "product 7", {120}, {360}, true};
  BOOST_TEST((seen.lines == std::vector{shown}));
}

BOOST_AUTO_TEST_CASE(the_total_is_the_sum_of_the_lines) {
  auto cart = cart_of(7, 3);
  cart.add({8, 2, {50}, 1});
  BOOST_TEST((view(cart, {{7, 100}, {8, 50}}).total == money{400}));
}

BOOST_AUTO_TEST_CASE(the_total_counts_lines_being_checked_out) {
  auto cart = cart_of(7, 3);
  cart.begin_checkout();
  BOOST_TEST((view(cart, {{7, 100}}).total == money{300}));
}

BOOST_AUTO_TEST_CASE(a_price_that_did_not_change_is_no_warning) {
  BOOST_TEST(view(cart_of(7, 3), {{7, 100}}).warnings.empty());
}

BOOST_AUTO_TEST_CASE(a_changed_price_is_a_warning_with_both_prices) {
  cart_warning warning{warning_code::price_changed, 7};
  warning.was = {100};
  warning.now = {120};
  BOOST_TEST((view(cart_of(7, 3), {{7, 120}}).warnings == std::vector{warning}));
}

BOOST_AUTO_TEST_CASE(a_shortage_is_a_warning_with_both_quantities) {
  cart_warning warning{warning_code::not_enough_stock, 7};
  warning.requested = 3;
  warning.available = 2;
  BOOST_TEST((view(cart_of(7, 3), {{7, 100}}, 2).warnings == std::vector{warning}));
}

BOOST_AUTO_TEST_CASE(less_than_nothing_is_shown_as_nothing) {
  const auto seen = view(cart_of(7, 3), {{7, 100}}, -2);
  BOOST_REQUIRE(seen.warnings.size() == 1U);
  BOOST_TEST(seen.warnings.front().available == 0);
}

BOOST_AUTO_TEST_CASE(enough_or_untracked_stock_is_no_warning) {
  BOOST_TEST(view(cart_of(7, 3), {{7, 100}}, 3).warnings.empty());
  BOOST_TEST(view(cart_of(7, 3), {{7, 100}}, std::nullopt).warnings.empty());
}

BOOST_AUTO_TEST_CASE(stock_held_by_the_cart_s_own_checkout_is_no_shortage) {
  auto cart = cart_of(7, 3);
  cart.begin_checkout();
  BOOST_TEST(view(cart, {{7, 100}}, 0).warnings.empty());
}

BOOST_AUTO_TEST_CASE(an_archived_line_is_shown_as_unavailable_and_counts_nothing) {
  auto cart = cart_of(7, 3);
  cart.add({8, 1, {50}, 1});
  auto seen = view(cart, {{7, 0}, {8, 50}});
  const cart_view_line gone{7, 3, "product 7", {100}, {0}, false};
  BOOST_TEST((seen.lines.front() == gone));
  BOOST_TEST((seen.total == money{50}));
}

BOOST_AUTO_TEST_CASE(an_archived_line_has_no_warnings) {
  BOOST_TEST(view(cart_of(7, 3), {{7, 0}}, 0).warnings.empty());
}

BOOST_AUTO_TEST_CASE(a_product_the_catalog_does_not_know_is_unavailable) {
  auto seen = view(cart_of(7, 3), {});
  const cart_view_line gone{7, 3, "", {100}, {0}, false};
  BOOST_TEST((seen.lines == std::vector{gone}));
}

BOOST_AUTO_TEST_CASE(a_line_that_does_not_fit_counts_nothing) {
  const auto seen = view(cart_of(7, 2), {{7, minor_max}});
  const cart_view_line uncounted{7, 2, "product 7", {minor_max}, {0}, false};
  BOOST_TEST((seen.lines == std::vector{uncounted}));
  BOOST_TEST((seen.total == money{0}));
  BOOST_TEST((seen.warnings == std::vector{cart_warning{warning_code::total_too_large, 7}}));
  BOOST_TEST(!is_total(seen));
}

BOOST_AUTO_TEST_CASE(a_total_counts_what_it_has_room_for) {
  auto cart = cart_of(7, 1);
  cart.add({8, 1, {1}, 1});
  const auto seen = view(cart, {{7, minor_max}, {8, 1}});
  BOOST_TEST(seen.lines.front().available);
  BOOST_TEST(!seen.lines.back().available);
  BOOST_TEST((seen.total == money{minor_max}));
  BOOST_TEST(!is_total(seen));
}

BOOST_AUTO_TEST_CASE(an_order_copies_names_and_prices) {
  const checkout_id id{1, 2, 3};
  auto draft = std::get<order_draft>(
    draft_order(id, "ann", quoted({{7, 3}, {8, 1}}, {{7, 100}, {8, 50}}), {}));
  BOOST_TEST((draft.checkout == id));
  BOOST_TEST(draft.user == "ann");
  const std::vector<order_line> lines = {{7, "product 7", {100}, 3, {300}},
                                         {8, "product 8", {50}, 1, {50}}};
  BOOST_TEST((draft.lines == lines));
  BOOST_TEST((draft.total == money{350}));
}

BOOST_AUTO_TEST_CASE(an_order_whose_total_does_not_fit_is_refused) {
  for (auto& lines : {std::vector<line>{{7, 2}}, std::vector<line>{{7, 1}, {8, 1}}}) {
    auto draft = draft_order({}, "ann", quoted(lines, {{7, minor_max}, {8, 1}}), {});
    BOOST_TEST((std::get<errc>(draft) == errc::total_too_large));
  }
}

BOOST_AUTO_TEST_SUITE_END()
