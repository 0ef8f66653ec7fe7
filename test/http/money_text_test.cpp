#include "http/money_text.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(money_text)

namespace {

using namespace souk;
using namespace std::literals;

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

currency unit(std::string_view letters) {
  return parse_currency(letters).value();
}

std::string printed(std::int64_t minor, std::string_view letters) {
  std::string out;
  append_money(out, {minor, unit(letters)});
  return out;
}

/// The minor units, or -1 minus the fault.
std::int64_t read(std::string_view text, std::string_view letters = "USD") {
  auto result = parse_money(text, unit(letters));
  if (auto* amount = std::get_if<money>(&result))
    return amount->minor;
  return -1 - static_cast<std::int64_t>(std::get<money_fault>(result));
}

std::int64_t fault(money_fault x) {
  return -1 - static_cast<std::int64_t>(x);
}

} // namespace

BOOST_AUTO_TEST_CASE(amounts_are_read_in_minor_units) {
  BOOST_TEST(read("19.99") == 1999);
  BOOST_TEST(read("20") == 2000);
  BOOST_TEST(read("20.0") == 2000);
  BOOST_TEST(read("0") == 0);
  BOOST_TEST(read("0.01") == 1);
  BOOST_TEST(read("500", "JPY") == 500);
  BOOST_TEST(read("1.5", "KWD") == 1500);
  BOOST_TEST(read("1.2345", "CLF") == 12345);
  BOOST_TEST((parse_money("1.5", unit("KWD"))
              == std::variant<money, money_fault>{money{1500, unit("KWD")}}));
}

BOOST_AUTO_TEST_CASE(amounts_keep_every_digit_up_to_int64) {
  BOOST_TEST(read("92233720368547758.07") == most);
  BOOST_TEST(read("9223372036854775807", "JPY") == most);
  for (auto text : {"92233720368547758.08", "92233720368547758.1", "92233720368547759",
                    "9223372036854775807", "99999999999999999999", "18446744073709551616"})
    BOOST_TEST(read(text) == fault(money_fault::too_large), text);
  BOOST_TEST(read(std::string(1'000'000, '9')) == fault(money_fault::too_large));
}

BOOST_AUTO_TEST_CASE(zeros_behind_the_decimals_change_nothing) {
  BOOST_TEST(read("10.0", "JPY") == 10);
  BOOST_TEST(read("10.100000") == 1010);
  BOOST_TEST(read("1." + std::string(1'000'000, '0')) == 100);
}

BOOST_AUTO_TEST_CASE(more_decimals_than_the_currency_has_are_refused) {
  for (auto text : {"19.999", "0.001", "0.0000000001", "1e-3", "100e-2", "1E-999999999999"})
    BOOST_TEST(read(text) == fault(money_fault::too_many_decimals), text);
  BOOST_TEST(read("0.5", "JPY") == fault(money_fault::too_many_decimals));
  BOOST_TEST(read("0.0001", "KWD") == fault(money_fault::too_many_decimals));
}

BOOST_AUTO_TEST_CASE(exponents_are_refused_by_their_size) {
  for (auto text : {"1e19", "1e30", "1E+30", "1.5e99999999999999999999"})
    BOOST_TEST(read(text) == fault(money_fault::too_large), text);
  for (auto text : {"1e0", "1e3", "1E+2", "1e18", "1e0000000000000000000018"})
    BOOST_TEST(read(text) == fault(money_fault::not_a_number), text);
}

BOOST_AUTO_TEST_CASE(amounts_below_zero_are_refused) {
  for (auto text : {"-1", "-0.01", "-0", "-0.00", "-1e3", "-99999999999999999999"})
    BOOST_TEST(read(text) == fault(money_fault::negative), text);
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_numbers_are_refused) {
  for (auto text :
       {"",    " ",     "abc",  "-",   "--1",      "+1",   ".5",    "5.",    "1.2.3",
        "1,5", "1 ",    " 1",   "01",  "00",       "-01",  "0x10",  "1e",    "1e+",
        "1e-", "1e1.5", "1e5x", "NaN", "Infinity", "-abc", "1_000", "1'000", "\xD9\xA1"})
    BOOST_TEST(read(text) == fault(money_fault::not_a_number), text);
  BOOST_TEST(read("1\0"sv) == fault(money_fault::not_a_number));
}

BOOST_AUTO_TEST_CASE(amounts_are_printed_with_all_decimals) {
  BOOST_TEST(printed(1999, "USD") == "19.99");
  BOOST_TEST(printed(2000, "USD") == "20.00");
  BOOST_TEST(printed(0, "USD") == "0.00");
  BOOST_TEST(printed(5, "USD") == "0.05");
  BOOST_TEST(printed(10, "USD") == "0.10");
  BOOST_TEST(printed(99, "USD") == "0.99");
  BOOST_TEST(printed(100, "USD") == "1.00");
  BOOST_TEST(printed(500, "JPY") == "500");
  BOOST_TEST(printed(0, "JPY") == "0");
  BOOST_TEST(printed(1500, "KWD") == "1.500");
  BOOST_TEST(printed(7, "KWD") == "0.007");
}

BOOST_AUTO_TEST_CASE(any_int64_is_printed_exactly) {
  BOOST_TEST(printed(most, "USD") == "92233720368547758.07");
  BOOST_TEST(printed(least, "USD") == "-92233720368547758.08");
  BOOST_TEST(printed(least, "JPY") == "-9223372036854775808");
  BOOST_TEST(printed(-5, "USD") == "-0.05");
}

BOOST_AUTO_TEST_CASE(printed_amounts_are_read_back) {
  for (auto letters : {"JPY", "USD", "KWD", "CLF"})
    for (std::int64_t minor = 0; minor < most / 7; minor = minor * 7 + 3)
      BOOST_TEST(read(printed(minor, letters), letters) == minor);
}

BOOST_AUTO_TEST_CASE(amounts_are_appended) {
  std::string out = "price:";
  append_money(out, {1, unit("USD")});
  BOOST_TEST(out == "price:0.01");
}

BOOST_AUTO_TEST_SUITE_END()
