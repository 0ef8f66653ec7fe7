#include "messages/money.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <utility>

BOOST_AUTO_TEST_SUITE(money_rules)

namespace {

using namespace souk;

constexpr auto minor_max = std::numeric_limits<int64_t>::max();
constexpr auto minor_min = std::numeric_limits<int64_t>::min();

constexpr currency jpy{{'J', 'P', 'Y'}};

} // namespace

BOOST_AUTO_TEST_CASE(a_shop_sells_in_dollars_unless_told_otherwise) {
  BOOST_TEST(currency{}.name() == "USD");
  BOOST_TEST(money{}.unit.name() == "USD");
}

BOOST_AUTO_TEST_CASE(a_currency_knows_its_decimals) {
  for (auto [name, decimals] : {std::pair{"USD", 2},
                                {"EUR", 2},
                                {"JPY", 0},
                                {"KRW", 0},
                                {"KWD", 3},
                                {"BHD", 3},
                                {"CLF", 4},
                                {"UYW", 4},
                                {"XXX", 2}})
    BOOST_TEST(parse_currency(name).value().decimals() == decimals, name);
}

BOOST_AUTO_TEST_CASE(three_capital_letters_name_a_currency) {
  BOOST_TEST(parse_currency("EUR").value().name() == "EUR");
  for (auto text : {"", "E", "EU", "EURO", "eur", "EU1", "EU ", "E\nR", "\xC3\x84U"})
    BOOST_TEST(!parse_currency(text), text);
}

BOOST_AUTO_TEST_CASE(amounts_are_added) {
  BOOST_TEST((checked_add({1, {}}, {2, {}}) == money{3, {}}));
  BOOST_TEST((checked_add({5, jpy}, {-7, jpy}) == money{-2, jpy}));
  BOOST_TEST((checked_add({minor_max, {}}, {0, {}}) == money{minor_max, {}}));
  BOOST_TEST((checked_add({minor_max, {}}, {minor_min, {}}) == money{-1, {}}));
}

BOOST_AUTO_TEST_CASE(a_sum_that_does_not_fit_is_nothing) {
  BOOST_TEST(!checked_add({minor_max, {}}, {1, {}}));
  BOOST_TEST(!checked_add({1, {}}, {minor_max, {}}));
  BOOST_TEST(!checked_add({minor_min, {}}, {-1, {}}));
  BOOST_TEST(!checked_add({minor_max, {}}, {minor_max, {}}));
}

BOOST_AUTO_TEST_CASE(two_currencies_have_no_sum) {
  BOOST_TEST(!checked_add({1, {}}, {1, jpy}));
  BOOST_TEST(!checked_add({0, jpy}, {0, {}}));
}

BOOST_AUTO_TEST_CASE(a_price_is_multiplied_by_units) {
  BOOST_TEST((checked_multiply({1999, {}}, 3) == money{5997, {}}));
  BOOST_TEST((checked_multiply({7, jpy}, 0) == money{0, jpy}));
  BOOST_TEST((checked_multiply({minor_max, {}}, 1) == money{minor_max, {}}));
  BOOST_TEST((checked_multiply({minor_max / 10'000, {}}, 10'000).has_value()));
}

BOOST_AUTO_TEST_CASE(a_product_that_does_not_fit_is_nothing) {
  BOOST_TEST(!checked_multiply({minor_max, {}}, 2));
  BOOST_TEST(!checked_multiply({minor_max / 10'000 + 1, {}}, 10'000));
  BOOST_TEST(!checked_multiply({minor_min, {}}, -1));
}

BOOST_AUTO_TEST_CASE(money_is_computed_at_compile_time_too) {
  static_assert(checked_add(money{1}, money{2}) == money{3});
  static_assert(!checked_multiply(money{minor_max}, 2));
  static_assert(parse_currency("KWD")->decimals() == 3);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
