#include "actors/catalog_model.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>

namespace catalog_model_stock {

using namespace souk;

constexpr auto minor_max = std::numeric_limits<int64_t>::max();

struct stock_fixture {
  /// A product at a price of 100 with this stock.
  void stock(int64_t id, std::optional<int64_t> on_hand, int64_t minor = 100) {
    auto row = std::make_shared<product>();
    row->id = id;
    row->version = 1;
    row->fields.price = {minor};
    row->fields.stock = on_hand;
    catalog.put(std::move(row));
  }

  void archive(int64_t id) {
    auto row = std::make_shared<product>(*catalog.find(id));
    row->archived = true;
    ++row->version;
    catalog.put(std::move(row));
  }

  std::variant<quoted_lines, refusal> take(uint64_t checkout, std::vector<line> lines,
                                           std::optional<money> expected = {}) {
    return catalog.take({{1, 1, checkout}, std::move(lines), expected}, now);
  }

  bool takes(uint64_t checkout, std::vector<line> lines) {
    return std::holds_alternative<quoted_lines>(take(checkout, std::move(lines)));
  }

  refusal refusal_of(std::vector<line> lines, std::optional<money> expected = {}) {
    return std::get<refusal>(take(99, std::move(lines), expected));
  }

  std::optional<int64_t> available(int64_t id) {
    auto quoted = catalog.price({{id, 1}}).lines.front().available;
    return quoted ? std::optional{*quoted} : std::nullopt;
  }

  catalog_model catalog{currency{}};
  time_point now{std::chrono::hours{480'000}};
};

} // namespace catalog_model_stock

BOOST_FIXTURE_TEST_SUITE(catalog_model_stock, catalog_model_stock::stock_fixture)

BOOST_AUTO_TEST_CASE(a_quote_answers_line_by_line) {
  stock(1, 5);
  stock(2, std::nullopt, 250);
  auto quoted = catalog.price({{2, 3}, {9, 1}, {1, 7}});
  BOOST_REQUIRE(quoted.lines.size() == 3U);
  BOOST_TEST(quoted.lines[0].product->fields.price.minor == 250);
  BOOST_TEST(quoted.lines[0].quantity == 3);
  BOOST_TEST((quoted.lines[0].available == std::nullopt));
  BOOST_TEST(!quoted.lines[1].product);
  BOOST_TEST(*quoted.lines[2].available == 5);
}

BOOST_AUTO_TEST_CASE(taking_lowers_what_is_available_and_not_what_is_on_hand) {
  stock(1, 5);
  BOOST_TEST(takes(1, {{1, 3}}));
  BOOST_TEST((available(1) == 2));
  BOOST_TEST(*catalog.find(1)->fields.stock == 5);
}

BOOST_AUTO_TEST_CASE(a_taken_line_is_quoted_as_it_was_before) {
  stock(1, 5);
  auto quoted = std::get<quoted_lines>(take(1, {{1, 3}}));
  BOOST_TEST(quoted.lines.front().product->id == 1);
  BOOST_TEST(quoted.lines.front().quantity == 3);
}

BOOST_AUTO_TEST_CASE(the_last_unit_can_be_taken_and_no_more) {
  stock(1, 5);
  BOOST_TEST(takes(1, {{1, 5}}));
  BOOST_TEST(!takes(2, {{1, 1}}));
}

BOOST_AUTO_TEST_CASE(stock_that_is_not_tracked_is_always_there) {
  stock(1, std::nullopt);
  for (uint64_t checkout = 1; checkout < 9; ++checkout)
    BOOST_TEST(takes(checkout, {{1, 10'000}}));
  BOOST_TEST(!catalog.has_holds());
}

BOOST_AUTO_TEST_CASE(a_checkout_takes_all_lines_or_none) {
  stock(1, 5);
  stock(2, 1);
  BOOST_TEST(!takes(1, {{1, 3}, {2, 2}}));
  BOOST_TEST((available(1) == 5));
  BOOST_TEST(!catalog.has_holds());
}

BOOST_AUTO_TEST_CASE(every_short_line_is_named) {
  stock(1, 5);
  stock(2, 1);
  stock(3, 0);
  refusal why{errc::out_of_stock};
  why.lines = {{2, 2, 1}, {3, 4, 0}};
  BOOST_TEST((refusal_of({{2, 2}, {1, 5}, {3, 4}}) == why));
}

BOOST_AUTO_TEST_CASE(a_shortage_never_names_less_than_nothing) {
  stock(1, 5);
  takes(1, {{1, 5}});
  auto row = std::make_shared<product>(*catalog.find(1));
  row->fields.stock = 2;
  ++row->version;
  ++row->stock_version;
  catalog.put(row);
  refusal why{errc::out_of_stock};
  why.lines = {{1, 1, 0}};
  BOOST_TEST((refusal_of({{1, 1}}) == why));
}

BOOST_AUTO_TEST_CASE(every_line_that_is_gone_is_named) {
  for (auto id : {1, 2, 3})
    stock(id, 5);
  archive(2);
  refusal why{errc::items_unavailable};
  why.lines = {{2, 4, 0}, {9, 1, 0}};
  BOOST_TEST((refusal_of({{1, 1}, {2, 4}, {9, 1}}) == why));
}

BOOST_AUTO_TEST_CASE(a_total_that_is_not_the_expected_one_is_refused_with_the_new_one) {
  stock(1, 5);
  refusal why{errc::total_changed};
  why.total = money{300};
  BOOST_TEST((refusal_of({{1, 3}}, money{299}) == why));
  BOOST_TEST((refusal_of({{1, 3}}, money{300, {{'E', 'U', 'R'}}}) == why));
  BOOST_TEST((available(1) == 5));
}

BOOST_AUTO_TEST_CASE(the_expected_total_is_accepted) {
  stock(1, 5);
  BOOST_TEST(std::holds_alternative<quoted_lines>(take(1, {{1, 3}}, money{300})));
}

BOOST_AUTO_TEST_CASE(a_total_that_does_not_fit_is_refused) {
  stock(1, 5, minor_max);
  stock(2, 5, 1);
  BOOST_TEST((refusal_of({{1, 2}}) == refusal{errc::total_too_large}));
  BOOST_TEST((refusal_of({{1, 1}, {2, 1}}) == refusal{errc::total_too_large}));
}

BOOST_AUTO_TEST_CASE(unavailable_lines_are_told_before_the_total_and_the_total_before_the_stock) {
  stock(1, 0);
  stock(2, 0);
  BOOST_TEST((refusal_of({{1, 1}}, money{1}).code == errc::total_changed));
  archive(2);
  BOOST_TEST((refusal_of({{1, 1}, {2, 1}}, money{1}).code == errc::items_unavailable));
}

BOOST_AUTO_TEST_CASE(taking_twice_for_one_checkout_takes_once) {
  stock(1, 5);
  BOOST_TEST(takes(1, {{1, 4}}));
  BOOST_TEST(takes(1, {{1, 4}}));
  BOOST_TEST((available(1) == 1));
}

BOOST_AUTO_TEST_CASE(what_was_taken_can_be_given_back) {
  stock(1, 5);
  takes(1, {{1, 4}});
  catalog.give_back({1, 1, 1});
  BOOST_TEST((available(1) == 5));
  BOOST_TEST(!catalog.has_holds());
}

BOOST_AUTO_TEST_CASE(giving_back_twice_gives_back_once) {
  stock(1, 5);
  takes(1, {{1, 4}});
  takes(2, {{1, 1}});
  catalog.give_back({1, 1, 1});
  catalog.give_back({1, 1, 1});
  BOOST_TEST((available(1) == 4));
}

BOOST_AUTO_TEST_CASE(giving_back_what_was_never_taken_is_harmless) {
  stock(1, 5);
  catalog.give_back({1, 1, 1});
  BOOST_TEST((available(1) == 5));
}

BOOST_AUTO_TEST_CASE(a_settled_checkout_lowers_what_is_on_hand) {
  stock(1, 5);
  takes(1, {{1, 4}});
  catalog.settle({{1, 1, 1}, {{1, 1, 1}}});
  BOOST_TEST(*catalog.find(1)->fields.stock == 1);
  BOOST_TEST((available(1) == 1));
  BOOST_TEST(!catalog.has_holds());
}

BOOST_AUTO_TEST_CASE(settling_twice_has_no_second_effect) {
  stock(1, 5);
  takes(1, {{1, 4}});
  catalog.settle({{1, 1, 1}, {{1, 1, 1}}});
  catalog.settle({{1, 1, 1}, {{1, 1, 1}}});
  BOOST_TEST((available(1) == 1));
}

BOOST_AUTO_TEST_CASE(a_level_that_was_overtaken_does_not_replace_the_later_one) {
  stock(1, 5);
  catalog.settle({{1, 1, 2}, {{1, 1, 2}}});
  catalog.settle({{1, 1, 1}, {{1, 3, 1}}});
  BOOST_TEST((available(1) == 1));
}

BOOST_AUTO_TEST_CASE(a_level_of_an_unknown_product_is_harmless) {
  catalog.settle({{1, 1, 1}, {{9, 3, 1}}});
  BOOST_TEST(!catalog.find(9));
}

BOOST_AUTO_TEST_CASE(stock_whose_tracking_ends_while_it_is_held_can_be_given_back) {
  stock(1, 5);
  takes(1, {{1, 4}});
  auto row = std::make_shared<product>(*catalog.find(1));
  row->fields.stock = std::nullopt;
  ++row->version;
  ++row->stock_version;
  catalog.put(row);
  catalog.give_back({1, 1, 1});
  BOOST_TEST((available(1) == std::nullopt));
  BOOST_TEST(!catalog.has_holds());
}

BOOST_AUTO_TEST_CASE(old_holds_are_doubtful) {
  stock(1, 5);
  takes(1, {{1, 1}});
  now += std::chrono::seconds{1};
  takes(2, {{1, 1}});
  now += hold_doubted_after;
  BOOST_TEST((catalog.doubtful_holds(now) == std::vector<checkout_id>{{1, 1, 1}}));
  catalog.give_back({1, 1, 1});
  BOOST_TEST(catalog.doubtful_holds(now).empty());
}

BOOST_AUTO_TEST_CASE(holds_of_a_time_to_come_are_doubtful) {
  stock(1, 5);
  takes(1, {{1, 1}});
  BOOST_TEST(catalog.doubtful_holds(now).empty());
  now -= std::chrono::hours{1};
  BOOST_TEST((catalog.doubtful_holds(now) == std::vector<checkout_id>{{1, 1, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
