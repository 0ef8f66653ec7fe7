#include "sdk/encode.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sdk_encode)

namespace {

using namespace souk::sdk;

} // namespace

BOOST_AUTO_TEST_CASE(only_unreserved_characters_stay) {
  BOOST_TEST(percent_encode("Az09-._~") == "Az09-._~");
  BOOST_TEST(percent_encode("ann@shop:1") == "ann%40shop%3A1");
  BOOST_TEST(percent_encode("a b/c?d&e=f#g%h+i") == "a%20b%2Fc%3Fd%26e%3Df%23g%25h%2Bi");
  BOOST_TEST(percent_encode("\xC3\xA9\r\n") == "%C3%A9%0D%0A");
  BOOST_TEST(percent_encode("") == "");
}

BOOST_AUTO_TEST_CASE(a_key_is_quoted_only_if_it_would_be_taken_for_quoted) {
  BOOST_TEST(encode_key("order-7") == "order-7");
  BOOST_TEST(encode_key(R"(order"7\)") == R"(order"7\)");
  BOOST_TEST(encode_key(R"("order-7")") == R"("\"order-7\"")");
  BOOST_TEST(encode_key(R"("\)") == R"("\"\\")");
}

BOOST_AUTO_TEST_CASE(a_price_is_written_from_its_digits) {
  BOOST_TEST(encode_product({.name = "Lamp", .price = {1999}})
             == R"({"name":"Lamp","price":19.99,"currency":"USD"})");
  BOOST_TEST(encode_agreement({9007199254740993})
             == R"({"expected_total":90071992547409.93,"currency":"USD"})");
}

BOOST_AUTO_TEST_CASE(an_amount_is_in_its_currency) {
  const amount yen{500, "JPY"};
  BOOST_TEST(encode_product({.name = "Lamp", .price = yen})
             == R"({"name":"Lamp","price":500,"currency":"JPY"})");
  BOOST_TEST(encode_changes({.price = yen}) == R"({"price":500,"currency":"JPY"})");
  BOOST_TEST(encode_agreement(yen) == R"({"expected_total":500,"currency":"JPY"})");
}

BOOST_AUTO_TEST_CASE(an_amount_may_leave_the_currency_to_the_shop) {
  BOOST_TEST(encode_product({.name = "Lamp", .price = {1999, ""}})
             == R"({"name":"Lamp","price":19.99})");
  BOOST_TEST(encode_changes({.price = amount{1999, ""}}) == R"({"price":19.99})");
  BOOST_TEST(encode_agreement({1999, ""}) == R"({"expected_total":19.99})");
}

BOOST_AUTO_TEST_CASE(every_field_of_a_product_is_written) {
  new_product lamp{"Lamp", {5}, "bright", 0, "L-1", "light"};
  BOOST_TEST(encode_product(lamp)
             == R"({"name":"Lamp","price":0.05,"currency":"USD","description":"bright","stock":0,)"
                R"("sku":"L-1","category":"light"})");
}

BOOST_AUTO_TEST_CASE(only_changes_are_written) {
  BOOST_TEST(encode_changes({}) == "{}");
  BOOST_TEST(encode_changes({.price = amount{650}}) == R"({"price":6.50,"currency":"USD"})");
  BOOST_TEST(encode_changes({.name = "b", .stock = stock_setting{3}})
             == R"({"name":"b","stock":3})");
}

BOOST_AUTO_TEST_CASE(a_field_can_be_removed) {
  product_changes changes{.description = "", .stock = stock_setting{}, .sku = "", .category = ""};
  BOOST_TEST(encode_changes(changes)
             == R"({"description":null,"stock":null,"sku":null,"category":null})");
}

BOOST_AUTO_TEST_CASE(a_movement_has_a_reason_only_if_there_is_one) {
  BOOST_TEST(encode_movement("received", 5, "") == R"({"type":"received","quantity":5})");
  BOOST_TEST(encode_movement("adjusted", -2, "2 \"broken\"")
             == R"({"type":"adjusted","quantity":-2,"reason":"2 \"broken\""})");
}

BOOST_AUTO_TEST_CASE(texts_are_escaped) {
  BOOST_TEST(encode_changes({.name = "a\"b\\c\n\x01/\xC3\xA9"})
             == "{\"name\":\"a\\\"b\\\\c\\u000A\\u0001/\xC3\xA9\"}");
}

BOOST_AUTO_TEST_SUITE_END()
