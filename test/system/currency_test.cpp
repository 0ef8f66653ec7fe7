// --currency: prices go in and come out with the decimals of the shop's currency.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(system_currency)

namespace {

using namespace souk::test;
using souk::sdk::amount;

struct dollar_shop : shop_program {};

struct yen_shop : shop_program {
  yen_shop() : shop_program({"--currency", "JPY"}) {}
};

struct dinar_shop : shop_program {
  dinar_shop() : shop_program({"--currency", "KWD"}) {}
};

/// An answer to a new product of that price, as it is written in JSON.
raw_answer offer(const shop_program& shop, const std::string& price) {
  const auto body = "{\"name\":\"Lamp\",\"price\":" + price + "}";
  return fetch(shop.port(), bare_request("POST", "/products",
                                         "Content-Type: application/json\r\nContent-Length: "
                                           + std::to_string(body.size()) + "\r\n")
                              + body);
}

/// A product of that price is bought three times; every amount on its way is in the currency.
void buy_three(shop_program& shop, const amount& price) {
  const amount total{3 * price.minor, price.currency};
  auto seller = shop.client();
  const auto made = seller.create_product({.name = "Lamp", .price = price});
  BOOST_TEST((made.price == price));
  BOOST_TEST((seller.get_product(made.id).price == price));
  auto ann = shop.client("ann");
  const auto cart = ann.add_to_cart(made.id, 3);
  BOOST_TEST((cart.lines.at(0).price == price));
  BOOST_TEST((cart.lines.at(0).line_total == total));
  BOOST_TEST((cart.total == total));
  const auto order = ann.checkout(total);
  BOOST_TEST((order.lines.at(0).price == price));
  BOOST_TEST((order.total == total));
  BOOST_TEST((ann.get_order(order.id) == order));
}

/// What the shop says of a price it took.
void check_taken(const shop_program& shop, const std::string& price, const std::string& shown,
                 const std::string& currency) {
  const auto answer = offer(shop, price);
  BOOST_TEST_CONTEXT(price << "\n" << answer.body) {
    BOOST_TEST(answer.status() == 201);
    BOOST_TEST(answer.body.find("\"price\":" + shown + ",") != std::string::npos);
    BOOST_TEST(answer.body.find("\"currency\":\"" + currency + "\"") != std::string::npos);
  }
}

void check_refused(const shop_program& shop, const std::string& price) {
  const auto answer = offer(shop, price);
  BOOST_TEST_CONTEXT(price << "\n" << answer.body) {
    BOOST_TEST(answer.status() == 422);
    BOOST_TEST(answer.body.find("\"pointer\":\"/price\"") != std::string::npos);
  }
}

} // namespace

BOOST_FIXTURE_TEST_CASE(a_shop_is_in_dollars_unless_told_otherwise, dollar_shop) {
  buy_three(*this, {1999, "USD"});
  check_taken(*this, "19.99", "19.99", "USD");
  check_refused(*this, "19.999");
}

BOOST_FIXTURE_TEST_CASE(yen_have_no_decimals, yen_shop) {
  buy_three(*this, {1999, "JPY"});
  check_taken(*this, "1500", "1500", "JPY");
  check_taken(*this, "\"1500\"", "1500", "JPY");
  check_refused(*this, "15.5");
  BOOST_TEST((client("ann").get_cart().total == amount{0, "JPY"}));
}

BOOST_FIXTURE_TEST_CASE(dinars_have_three_decimals, dinar_shop) {
  buy_three(*this, {1234, "KWD"});
  buy_three(*this, {1, "KWD"});
  check_taken(*this, "1.234", "1.234", "KWD");
  check_refused(*this, "1.2345");
  BOOST_TEST((client("ann").get_cart().total == amount{0, "KWD"}));
}

BOOST_AUTO_TEST_SUITE_END()
