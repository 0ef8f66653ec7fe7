#include "sdk/decode.hpp"

#include "test/sdk/answers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(sdk_decode)

namespace {

using namespace souk::sdk;
using namespace souk::test;
using namespace std::chrono_literals;

constexpr time_point a_moment =
  std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + 3h + 4min + 5s + 678ms;

json_value json(std::string_view text) {
  return parse_json(text).value();
}

/// The text with one piece of it replaced.
std::string changed(std::string_view text, std::string_view piece, std::string_view by) {
  std::string result{text};
  return result.replace(result.find(piece), piece.size(), by);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_product_is_read_whole) {
  product expected{7, "Lamp", {1999}, "bright", 3, "L-1", "", 2, a_moment, a_moment + 322ms};
  BOOST_TEST((decode_product(json(lamp_json)) == expected));
}

BOOST_AUTO_TEST_CASE(untracked_stock_is_nothing) {
  BOOST_TEST(!decode_product(json(changed(lamp_json, "\"stock\":3", "\"stock\":null"))).stock);
}

BOOST_AUTO_TEST_CASE(a_cart_is_read_whole) {
  cart expected{"ann",
                {{7, 2, "Lamp", {1999}, {3998}, true}},
                {3998},
                4,
                {{"price_changed", 7, amount{1850}, amount{1999}, {}, {}},
                 {"not_enough_stock", 7, {}, {}, 2, 1}}};
  BOOST_TEST((decode_cart(json(cart_json)) == expected));
}

BOOST_AUTO_TEST_CASE(an_order_is_read_whole) {
  order expected{11, "ann", {{7, "Lamp", {1999}, 2, {3998}}}, {3998}, "placed", a_moment};
  BOOST_TEST((decode_order(json(order_json)) == expected));
  auto list = "[" + std::string{order_json} + "," + std::string{order_json} + "]";
  BOOST_TEST(decode_orders(json(list)).size() == 2u);
}

BOOST_AUTO_TEST_CASE(health_needs_only_a_status) {
  auto whole = decode_health(json(health_json));
  BOOST_TEST(whole.version == "1.2.3");
  BOOST_TEST((whole.uptime == 90s));
  BOOST_TEST(whole.restarts == 1);
  BOOST_TEST((whole.store == store_report{12, 40, 9, 350us}));
  BOOST_TEST(decode_health(json(R"({"status":"ok"})")).status == "ok");
  BOOST_TEST((decode_health(json(R"({"status":"ok"})")).store == store_report{}));
}

BOOST_AUTO_TEST_CASE(a_stock_is_read_whole) {
  stock expected{
    7, 8, 2, 6, {{4, "sold", -2, 11, "", a_moment}, {3, "adjusted", -1, {}, "broken", a_moment}},
    {}};
  BOOST_TEST((decode_stock(json(stock_json)) == expected));
}

BOOST_AUTO_TEST_CASE(a_stock_that_is_not_tracked_has_no_units) {
  auto none = decode_stock(
    json(R"({"product_id":7,"on_hand":null,"reserved":0,"available":null,"movements":[]})"));
  BOOST_TEST((none == stock{7, {}, 0, {}, {}, {}}));
}

BOOST_AUTO_TEST_CASE(a_stock_of_odd_members_is_refused) {
  for (auto name :
       {"product_id", "reserved", "movements", "sequence", "type", "quantity", "happened_at"}) {
    auto lacking = changed(stock_json, "\"" + std::string{name} + "\"", "\"x\"");
    BOOST_CHECK_THROW(decode_stock(json(lacking)), decode_error);
  }
  BOOST_CHECK_THROW(decode_stock(json(changed(stock_json, "\"on_hand\":8", "\"on_hand\":8.5"))),
                    decode_error);
}

BOOST_AUTO_TEST_CASE(a_movement_is_read_with_what_it_left) {
  stock_moved expected{7, 13, {5, "received", 5, {}, "delivery", a_moment}};
  BOOST_TEST((decode_stock_moved(json(stock_moved_json)) == expected));
}

BOOST_AUTO_TEST_CASE(an_event_keeps_its_details_as_text) {
  auto list = decode_events(json("[" + std::string{event_json} + "]"));
  event expected{
    42, "order", "11", 2, "canceled", "ann", R"({"total":39.980,"n":[1,"x\"",null]})", a_moment};
  BOOST_REQUIRE(list.size() == 1u);
  BOOST_TEST((list[0] == expected));
  for (auto odd : {"null", "7", "\"{}\"", "[]"})
    BOOST_CHECK_THROW(
      decode_events(json(R"([{"id":1,"entity":"cart","entity_id":"a","sequence":1,"kind":"x",)"
                         R"("happened_at":"2026-01-02T03:04:05Z","details":)"
                         + std::string{odd} + "}]")),
      decode_error);
}

BOOST_AUTO_TEST_CASE(prices_are_read_from_their_characters) {
  auto price = [](std::string_view characters) {
    return decode_product(json(changed(lamp_json, "19.99", characters))).price.to_string();
  };
  BOOST_TEST(price("90071992547409.93") == "90071992547409.93");
  BOOST_TEST(price("20.0") == "20.00");
  BOOST_TEST(price("20") == "20.00");
  for (auto odd : {"1e3", "19.999", "\"19.99\"", "null", "true", "1e400"})
    BOOST_CHECK_THROW(price(odd), std::exception);
}

BOOST_AUTO_TEST_CASE(each_amount_is_in_the_currency_of_its_answer) {
  auto yen = changed(changed(lamp_json, "19.99", "500"), "USD", "JPY");
  BOOST_TEST((decode_product(json(yen)).price == amount{500, "JPY"}));
}

BOOST_AUTO_TEST_CASE(unknown_members_are_passed_over) {
  auto more = changed(lamp_json, "{", R"({"new":{"deep":[1,{"a":null}]},)");
  BOOST_TEST(decode_product(json(more)).id == 7);
}

BOOST_AUTO_TEST_CASE(an_answer_that_lacks_something_is_refused) {
  for (auto name : {"id", "name", "price", "currency", "version", "created_at"}) {
    auto lacking = changed(lamp_json, "\"" + std::string{name} + "\"", "\"x\"");
    BOOST_CHECK_EXCEPTION(decode_product(json(lacking)), decode_error, [name](const auto& err) {
      return std::string{err.what()}.find(name) != std::string::npos;
    });
  }
}

BOOST_AUTO_TEST_CASE(values_of_another_type_are_not_converted) {
  for (auto odd : {"7.0", "7e0", "\"7\"", "true", "null", "[7]", "9223372036854775808"})
    BOOST_CHECK_THROW(
      decode_product(json(changed(lamp_json, "\"id\":7", "\"id\":" + std::string{odd}))),
      decode_error);
  for (auto odd : {"{}", "null", "7", "\"x\""}) {
    BOOST_CHECK_THROW(decode_products(json(odd)), decode_error);
    BOOST_CHECK_THROW(decode_product(json(odd)), decode_error);
    BOOST_CHECK_THROW(
      decode_cart(json(changed(cart_json, "[{\"code\"", std::string{odd} + ",\"y\":[{\"x\""))),
      decode_error);
  }
}

BOOST_AUTO_TEST_CASE(a_problem_keeps_everything_it_says) {
  auto why = decode_problem(
    422, R"({"title":"Invalid","detail":"No.","code":"invalid_request","request_id":"r-1",
             "errors":[{"pointer":"/price","code":"missing","detail":"Say one."}],
             "lines":[{"product_id":7,"requested":3,"available":2}],
             "total":39.98,"currency":"USD"})");
  BOOST_TEST(why.status == 422);
  BOOST_TEST(why.title == "Invalid");
  BOOST_TEST(why.detail == "No.");
  BOOST_TEST(why.code == "invalid_request");
  BOOST_TEST(why.request_id == "r-1");
  BOOST_TEST((why.errors == std::vector<field_error>{{"/price", "missing", "Say one."}}));
  BOOST_TEST((why.lines == std::vector<short_line>{{7, 3, 2}}));
  BOOST_TEST((why.total == amount{3998}));
}

BOOST_AUTO_TEST_CASE(a_problem_may_be_anything) {
  for (auto body : {"", "<html>", "null", "[]", "{}", R"({"code":5})", R"({"errors":[1]})"})
    BOOST_TEST(decode_problem(502, body).status == 502, body);
  BOOST_TEST(decode_problem(409, R"({"code":"out_of_stock","lines":[{}]})").code == "out_of_stock");
}

BOOST_AUTO_TEST_CASE(times_are_exact_to_the_millisecond) {
  BOOST_TEST((parse_time("2026-01-02T03:04:05.678Z") == a_moment));
  BOOST_TEST((parse_time("2026-01-02T03:04:05.67891Z") == a_moment));
  BOOST_TEST((parse_time("2026-01-02T03:04:05.6Z") == a_moment - 78ms));
  BOOST_TEST((parse_time("2026-01-02T03:04:05Z") == a_moment - 678ms));
}

BOOST_AUTO_TEST_CASE(what_is_no_time_is_refused) {
  for (auto text : {"", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05+01:00",
                    "2026-02-30T03:04:05Z", "2026-13-02T03:04:05Z", "2026-01-02T24:04:05Z",
                    "2026-01-02 03:04:05Z", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05.6xZ",
                    "20x6-01-02T03:04:05Z", "2026-01-02T03:04:0"})
    BOOST_TEST(!parse_time(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
