#include "http/render.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(rendering)

namespace {

using namespace souk;

constexpr time_point noon{std::chrono::milliseconds{1'767'268'800'005}};
constexpr currency yen{{'J', 'P', 'Y'}};

product lamp() {
  product result;
  result.id = 7;
  result.fields = {"Lamp \"1\"", {1999}, "two\nlines", 3, "L-1", "light"};
  result.version = 2;
  result.stock_version = 9;
  result.created_at = noon;
  result.updated_at = noon + std::chrono::seconds{61};
  return result;
}

order placed() {
  order result;
  result.id = 11;
  result.content.user = "ann@shop";
  result.content.lines = {{7, "Lamp", {1999}, 2, {3998}}, {8, "T\u00e9", {5}, 1, {5}}};
  result.content.total = {4003};
  result.created_at = noon;
  return result;
}

template <class T>
std::string rendered(const T& shown) {
  std::string result = "before";
  append(result, shown);
  BOOST_TEST(result.starts_with("before"));
  return result.substr(6);
}

constexpr std::string_view placed_json =
  R"({"id":11,"user_id":"ann@shop","items":[)"
  R"({"product_id":7,"name":"Lamp","price":19.99,"quantity":2,"line_total":39.98},)"
  "{\"product_id\":8,\"name\":\"T\u00e9\","
  R"("price":0.05,"quantity":1,"line_total":0.05}],"total":40.03,"currency":"USD",)"
  R"("status":"placed","created_at":"2026-01-01T12:00:00.005Z"})";

} // namespace

BOOST_AUTO_TEST_CASE(a_product_is_shown_with_every_field) {
  BOOST_TEST(rendered(lamp())
             == R"({"id":7,"name":"Lamp \"1\"","price":19.99,"currency":"USD",)"
                R"("description":"two\nlines","stock":3,"sku":"L-1","category":"light",)"
                R"("version":2,"created_at":"2026-01-01T12:00:00.005Z",)"
                R"("updated_at":"2026-01-01T12:01:01.005Z"})");
}

BOOST_AUTO_TEST_CASE(what_a_product_lacks_is_null_but_for_its_description) {
  auto bare = lamp();
  bare.fields = {"Lamp", {0, yen}};
  BOOST_TEST(rendered(bare)
             == R"({"id":7,"name":"Lamp","price":0,"currency":"JPY","description":"",)"
                R"("stock":null,"sku":null,"category":null,"version":2,)"
                R"("created_at":"2026-01-01T12:00:00.005Z",)"
                R"("updated_at":"2026-01-01T12:01:01.005Z"})");
  bare.fields.stock = 0;
  BOOST_TEST(rendered(bare).find("\"stock\":0,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cart_is_shown_with_lines_and_warnings) {
  cart_view view{"ann", {}, {5998}, 4};
  view.lines = {{7, 2, "Lamp", {1999}, {3998}, true}, {8, 1, "", {250}, {0}, false}};
  view.warnings = {{warning_code::price_changed, 7, {1850}, {1999}},
                   {warning_code::not_enough_stock, 7, {}, {}, 2, 1},
                   {warning_code::total_too_large, 7}};
  BOOST_TEST(rendered(view)
             == R"({"user_id":"ann","items":[{"product_id":7,"quantity":2,"name":"Lamp",)"
                R"("price":19.99,"line_total":39.98,"available":true},{"product_id":8,)"
                R"("quantity":1,"name":"","price":2.50,"line_total":0.00,"available":false}],)"
                R"("total":59.98,"currency":"USD","version":4,"warnings":[)"
                R"({"code":"price_changed","product_id":7,"was":18.50,"now":19.99},)"
                R"({"code":"not_enough_stock","product_id":7,"requested":2,"available":1},)"
                R"({"code":"total_too_large","product_id":7}]})");
}

BOOST_AUTO_TEST_CASE(an_empty_cart_is_shown_in_the_currency_of_its_shop) {
  BOOST_TEST(rendered(cart_view{"ann", {}, {0, yen}})
             == R"({"user_id":"ann","items":[],"total":0,"currency":"JPY","version":0,)"
                R"("warnings":[]})");
}

BOOST_AUTO_TEST_CASE(an_order_is_shown_as_it_was_placed) {
  BOOST_TEST(rendered(placed()) == placed_json);
}

BOOST_AUTO_TEST_CASE(orders_are_an_array) {
  BOOST_TEST(rendered(order_page{}) == "[]");
  auto one = std::make_shared<order>(placed());
  const std::string text{placed_json};
  BOOST_TEST(rendered(order_page{{one}, true}) == "[" + text + "]");
  BOOST_TEST(rendered(order_page{{one, one}}) == "[" + text + "," + text + "]");
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_utf8_cannot_break_the_json) {
  auto odd = lamp();
  odd.fields.name = "a\xFF\x01";
  BOOST_TEST(rendered(odd).find("\"name\":\"a\xEF\xBF\xBD\\u0001\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
