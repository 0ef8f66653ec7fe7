// The tour in a shop that belongs to somebody else.

#include "test/demo/programs.hpp"
#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(demo_running_shop)

namespace {

using namespace souk::test;

std::vector<souk::sdk::product> products_of(const shop_program& shop) {
  auto seller = shop.client();
  std::vector<souk::sdk::product> products;
  for (const auto& product : seller.products())
    products.push_back(product);
  return products;
}

} // namespace

BOOST_AUTO_TEST_CASE(two_visits_leave_a_shop_as_it_was) {
  shop_program shop{{"--demo"}};
  const auto before = products_of(shop);
  BOOST_TEST(!before.empty());
  for (int visit = 0; visit < 2; ++visit) {
    const auto end = run_demo({"--url", shop.url()});
    check_whole_tour(end);
    BOOST_TEST(has(end.out, shop.url()));
    BOOST_TEST((products_of(shop) == before));
  }
  shop.teardown();
}

BOOST_AUTO_TEST_CASE(two_visits_at_the_same_time_do_not_meet) {
  shop_program shop;
  const auto command = demo_with({"--url", shop.url() + "/"});
  process first{command}, second{command};
  check_whole_tour(first.wait());
  check_whole_tour(second.wait());
  BOOST_TEST(products_of(shop).empty());
  shop.teardown();
}

BOOST_AUTO_TEST_CASE(prices_are_in_the_currency_of_the_shop) {
  for (auto& [currency, total] :
       {std::pair{"JPY", "5997 JPY"}, {"EUR", "59.97 EUR"}, {"KWD", "59.970 KWD"}}) {
    shop_program shop{{"--currency", currency}};
    const auto end = run_demo({"--url", shop.url()});
    check_whole_tour(end);
    BOOST_TEST(has(end.out, total), total);
    shop.teardown();
  }
}

BOOST_AUTO_TEST_SUITE_END()
