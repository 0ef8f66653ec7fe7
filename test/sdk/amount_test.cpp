#include "sdk/amount.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(sdk_amount)

namespace {

using namespace souk::sdk;

/// The minor units a text stands for, or -1 if it is refused.
std::int64_t minor(std::string_view text, std::string_view currency = "USD") {
  auto parsed = amount::parse(text, currency);
  return parsed ? parsed->minor : -1;
}

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto most = std::numeric_limits<std::int64_t>::max();

} // namespace

BOOST_AUTO_TEST_CASE(decimals_are_read_exactly) {
  BOOST_TEST(minor("19.99") == 1999);
  BOOST_TEST(minor("0.07") == 7);
  BOOST_TEST(minor("20") == 2000);
  BOOST_TEST(minor("20.0") == 2000);
  BOOST_TEST(minor("90071992547409.93") == 9007199254740993);
  BOOST_TEST(minor("0.1000") == 10);
  BOOST_TEST(minor("-3.50") == -350);
}

BOOST_AUTO_TEST_CASE(each_currency_has_its_decimals) {
  BOOST_TEST(minor("500", "JPY") == 500);
  BOOST_TEST(minor("500.0", "JPY") == 500);
  BOOST_TEST(minor("500.5", "JPY") == -1);
  BOOST_TEST(minor("1.5", "KWD") == 1500);
  BOOST_TEST(minor("1.2345", "KWD") == -1);
  BOOST_TEST(minor("1.2345", "CLF") == 12345);
  BOOST_TEST(minor("1.99", "EUR") == 199);
}

BOOST_AUTO_TEST_CASE(what_is_no_amount_is_refused) {
  for (auto text : {"", "-", ".", "1.", ".5", "01", "00.5", "+1", " 1", "1 ", "1e3", "1E-2", "0x10",
                    "1,99", "1.9.9", "--1", "NaN", "19.999"})
    BOOST_TEST(!amount::parse(text).has_value(), "'" << text << "'");
  for (auto currency : {"", "US", "USDX", "usd", "U D"})
    BOOST_TEST(!amount::parse("1", currency).has_value(), "'" << currency << "'");
}

BOOST_AUTO_TEST_CASE(amounts_end_where_64_bits_end) {
  BOOST_TEST(minor("92233720368547758.07") == most);
  BOOST_TEST(!amount::parse("92233720368547758.08").has_value());
  BOOST_TEST(minor("-92233720368547758.08") == least);
  BOOST_TEST(!amount::parse("-92233720368547758.09").has_value());
  BOOST_TEST(!amount::parse("99999999999999999999").has_value());
}

BOOST_AUTO_TEST_CASE(text_has_all_decimals_of_the_currency) {
  BOOST_TEST((amount{1999, "USD"}.to_string()) == "19.99");
  BOOST_TEST((amount{2000, "USD"}.to_string()) == "20.00");
  BOOST_TEST((amount{7, "USD"}.to_string()) == "0.07");
  BOOST_TEST((amount{0, "USD"}.to_string()) == "0.00");
  BOOST_TEST((amount{-7, "USD"}.to_string()) == "-0.07");
  BOOST_TEST((amount{500, "JPY"}.to_string()) == "500");
  BOOST_TEST((amount{1, "KWD"}.to_string()) == "0.001");
  BOOST_TEST((amount{least, "USD"}.to_string()) == "-92233720368547758.08");
}

BOOST_AUTO_TEST_CASE(text_reads_back_as_the_same_amount) {
  for (auto currency : {"JPY", "USD", "KWD", "CLF"})
    for (auto units : {least, std::int64_t{-100}, std::int64_t{0}, std::int64_t{9}, most}) {
      amount original{units, currency};
      BOOST_TEST((amount::parse(original.to_string(), currency) == original));
    }
}

BOOST_AUTO_TEST_CASE(sums_and_products_never_wrap) {
  BOOST_TEST((checked_add({150}, {250}) == amount{400}));
  BOOST_TEST((!checked_add({most}, {1})));
  BOOST_TEST((!checked_add({1, "USD"}, {1, "EUR"})));
  BOOST_TEST((checked_multiply({33, "JPY"}, 3) == amount{99, "JPY"}));
  BOOST_TEST((!checked_multiply({most / 2}, 3)));
}

BOOST_AUTO_TEST_SUITE_END()
