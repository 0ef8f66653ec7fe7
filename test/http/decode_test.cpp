#include "http/decode.hpp"
#include "test/http/repeated.hpp"

#include <boost/test/unit_test.hpp>

#include <ostream>

BOOST_AUTO_TEST_SUITE(decode)

namespace {

using namespace souk;
using souk::test::repeated;

constexpr text_rule name_rule = {.required = true, .min = 1, .max = 200};
constexpr integer_rule quantity_rule = {.min = 1, .max = 10'000};

field_reader reader(std::string_view body, std::string_view query = {}) {
  return {std::get<json_object>(read_json_object(body)), parse_query(query).value()};
}

/// The faults as `pointer code`, one behind the other.
std::string faults(field_reader& fields) {
  std::string result;
  for (const auto& fault : fields.finish())
    result += (result.empty() ? "" : ", ") + fault.pointer + " " + fault.code;
  return result;
}

/// What is said about the quantity.
std::string quantity_faults(std::string_view body, std::string_view query = {}) {
  auto fields = reader(body, query);
  BOOST_TEST(!fields.integer("quantity", quantity_rule));
  return faults(fields);
}

std::string price_faults(std::string_view value, currency unit = {}) {
  auto fields = reader("{\"price\":" + std::string{value} + "}");
  BOOST_TEST(!fields.price("price", true, unit));
  return faults(fields);
}

/// The only detail.
std::string detail(field_reader& fields) {
  auto all = fields.finish();
  BOOST_REQUIRE_EQUAL(all.size(), 1);
  return all[0].detail;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_body_is_read_field_by_field) {
  auto fields = reader(R"({"name":"Lamp","price":19.99,"stock":5,"description":null})");
  BOOST_TEST(fields.text("name", name_rule).value() == "Lamp");
  BOOST_TEST((fields.price("price", true, {}) == money{1999, {}}));
  BOOST_TEST((fields.stock("stock") == nullable<std::int64_t>{true, 5}));
  BOOST_TEST((fields.nullable_text("description", {}) == nullable<std::string>{true, {}}));
  BOOST_TEST(!fields.text("sku", {}));
  BOOST_TEST((fields.stock("other") == nullable<std::int64_t>{}));
  BOOST_TEST(faults(fields) == "");
}

BOOST_AUTO_TEST_CASE(a_query_is_read_like_a_body) {
  auto fields = reader("{}", "user_id=a%40b.c:d_-&quantity=10000&name=5&price=1.50&stock=0");
  BOOST_TEST(fields.user_id("user_id").value() == "a@b.c:d_-");
  BOOST_TEST(fields.integer("quantity", quantity_rule).value() == 10'000);
  BOOST_TEST(fields.text("name", name_rule).value() == "5");
  BOOST_TEST(fields.price("price", true, {}).value().minor == 150);
  BOOST_TEST((fields.stock("stock") == nullable<std::int64_t>{true, 0}));
  BOOST_TEST(faults(fields) == "");
}

BOOST_AUTO_TEST_CASE(query_and_body_may_share_the_fields) {
  auto fields = reader(R"({"quantity":2,"user_id":"u"})", "user_id=u&product_id=7");
  BOOST_TEST(fields.user_id("user_id").value() == "u");
  BOOST_TEST(fields.integer("product_id", {.required = true}).value() == 7);
  BOOST_TEST(fields.integer("quantity", quantity_rule).value() == 2);
  BOOST_TEST(faults(fields) == "");
}

BOOST_AUTO_TEST_CASE(query_and_body_must_not_contradict_each_other) {
  BOOST_TEST(quantity_faults(R"({"quantity":2})", "quantity=3") == "/quantity contradiction");
  auto fields = reader(R"({"a":"x","b":null,"c":1.5})", "a=y&b=5&c=1.50");
  BOOST_TEST(!fields.text("a", {}));
  BOOST_TEST((fields.stock("b") == nullable<std::int64_t>{}));
  BOOST_TEST(fields.price("c", true, {}).value().minor == 150);
  BOOST_TEST(faults(fields) == "/a contradiction, /b contradiction");
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_refused_even_if_the_other_is_right) {
  BOOST_TEST(quantity_faults(R"({"quantity":2})", "quantity=two") == "/quantity wrong_type");
  BOOST_TEST(quantity_faults(R"({"quantity":"2"})", "quantity=2") == "/quantity wrong_type");
}

BOOST_AUTO_TEST_CASE(a_query_name_twice_is_a_duplicate) {
  BOOST_TEST(quantity_faults("{}", "quantity=1&quantity=1") == "/quantity duplicate");
  BOOST_TEST(quantity_faults(R"({"quantity":1})", "quantity=1&quantity=2")
             == "/quantity duplicate");
}

BOOST_AUTO_TEST_CASE(required_fields_are_missed) {
  auto fields = reader("{}");
  BOOST_TEST(!fields.text("name", name_rule));
  BOOST_TEST(!fields.price("price", true, {}));
  BOOST_TEST(!fields.integer("id", {.required = true}));
  BOOST_TEST(!fields.user_id("user_id"));
  BOOST_TEST(!fields.nullable_text("note", {.required = true}).is_present);
  BOOST_TEST(faults(fields)
             == "/name missing, /price missing, /id missing, /user_id missing, /note missing");
}

BOOST_AUTO_TEST_CASE(whole_numbers_are_never_converted) {
  for (auto value : {"true", "\"5\"", "2.9", "2.0", "1e3", "null", "[1]", "{}"})
    BOOST_TEST(quantity_faults("{\"quantity\":" + std::string{value} + "}")
                 == "/quantity wrong_type",
               value);
  for (auto value : {"2.9", "1e3", "five", "", "true", "01", "-0x", "%2B1", "1+"})
    BOOST_TEST(quantity_faults("{}", "quantity=" + std::string{value}) == "/quantity wrong_type",
               value);
}

BOOST_AUTO_TEST_CASE(whole_numbers_keep_their_range) {
  for (std::string value : {"-1", "0", "10001", "2147483648", "4294967297", "9223372036854775808",
                            "18446744073709551617", "-9223372036854775809"}) {
    BOOST_TEST(quantity_faults("{\"quantity\":" + value + "}") == "/quantity out_of_range", value);
    BOOST_TEST(quantity_faults("{}", "quantity=" + value) == "/quantity out_of_range", value);
  }
  auto fields = reader(R"({"quantity":0})");
  BOOST_TEST(!fields.integer("quantity", quantity_rule));
  BOOST_TEST(detail(fields) == "quantity must be from 1 to 10000.");
}

BOOST_AUTO_TEST_CASE(stock_may_be_null_but_not_negative) {
  BOOST_TEST((reader(R"({"stock":null})").stock("stock") == nullable<std::int64_t>{true, {}}));
  BOOST_TEST(reader(R"({"stock":9223372036854775807})").stock("stock").value.has_value());
  for (auto value : {"-1", "2.5", "\"5\"", "true", "1e3", "[1]", "9223372036854775808"}) {
    auto fields = reader("{\"stock\":" + std::string{value} + "}");
    BOOST_TEST(!fields.stock("stock").is_present, value);
    BOOST_TEST(fields.finish().size() == 1, value);
  }
}

BOOST_AUTO_TEST_CASE(prices_may_be_numbers_or_strings) {
  for (auto value : {"19.99", "\"19.99\"", "19.990"})
    BOOST_TEST((reader("{\"price\":" + std::string{value} + "}").price("price", true, {})
                == money{1999, {}}));
  BOOST_TEST(reader(R"({"price":20})").price("price", true, {}).value().minor == 2000);
}

BOOST_AUTO_TEST_CASE(wrong_prices_say_what_is_wrong) {
  for (auto value : {"true", "null", "[1]", "{}", "\"abc\"", "\"\"", "1e3"})
    BOOST_TEST(price_faults(value) == "/price wrong_type", value);
  for (auto value :
       {"-1", "-0.01", "\"-1\"", "92233720368547758.08", "1e30", "\"99999999999999999999\""})
    BOOST_TEST(price_faults(value) == "/price out_of_range", value);
  for (auto value : {"19.999", "\"0.001\"", "1e-3"})
    BOOST_TEST(price_faults(value) == "/price too_many_decimals", value);
  BOOST_TEST(price_faults("0.5", parse_currency("JPY").value()) == "/price too_many_decimals");
}

BOOST_AUTO_TEST_CASE(a_price_may_name_its_currency) {
  const auto yen = parse_currency("JPY").value();
  auto fields = reader(R"({"price":500,"currency":"JPY"})");
  BOOST_TEST((fields.price("price", true, {}) == money{500, yen}));
  BOOST_TEST(faults(fields) == "");
  auto decimals = reader(R"({"price":5.5,"currency":"JPY"})");
  BOOST_TEST(!decimals.price("price", true, {}));
  BOOST_TEST(detail(decimals) == "price must have no decimals.");
  BOOST_TEST((reader(R"({"price":5})").price("price", true, yen) == money{5, yen}));
}

BOOST_AUTO_TEST_CASE(a_currency_has_three_capital_letters) {
  for (auto value : {"\"usd\"", "\"US\"", "\"EURO\"", "\"\"", "\"U$D\"", "\"USD\\u0000\""}) {
    auto fields = reader("{\"price\":1,\"currency\":" + std::string{value} + "}");
    fields.price("price", true, {});
    BOOST_TEST(faults(fields) == "/currency unknown_value", value);
  }
  for (auto value : {"null", "5", "true", "[\"USD\"]", "{}"}) {
    auto fields = reader("{\"price\":1,\"currency\":" + std::string{value} + "}");
    fields.price("price", true, {});
    BOOST_TEST(faults(fields) == "/currency wrong_type", value);
  }
  auto fields = reader(R"({"price":1,"currency":"yen"})");
  fields.price("price", true, {});
  BOOST_TEST(detail(fields) == "currency must be three capital letters, as in USD.");
}

// It would be taken for a change of the currency, which there is not.
BOOST_AUTO_TEST_CASE(a_currency_needs_a_price) {
  auto fields = reader(R"({"currency":"USD"})");
  BOOST_TEST(!fields.price("price", false, {}));
  BOOST_TEST(faults(fields) == "/price missing");
}

BOOST_AUTO_TEST_CASE(details_of_prices_name_the_limit) {
  auto decimals = reader(R"({"price":1.999})");
  BOOST_TEST(!decimals.price("price", true, {}));
  BOOST_TEST(detail(decimals) == "price must have at most 2 decimals.");
  auto size = reader(R"({"price":1e30})");
  BOOST_TEST(!size.price("price", true, {}));
  BOOST_TEST(detail(size) == "price must be at most 92233720368547758.07.");
}

BOOST_AUTO_TEST_CASE(texts_are_measured_in_characters) {
  auto read = [](const std::string& name) {
    auto fields = reader("{\"name\":\"" + name + "\"}");
    auto value = fields.text("name", name_rule);
    auto found = faults(fields);
    BOOST_TEST(value.has_value() == found.empty());
    return found;
  };
  BOOST_TEST(read("a") == "");
  BOOST_TEST(read(repeated("ü", 200)) == "");
  BOOST_TEST(read(repeated("ü", 201)) == "/name too_long");
  BOOST_TEST(read("") == "/name too_short");
  BOOST_TEST(read("a\\u0000b") == "/name invalid_character");
  BOOST_TEST(read("a\\tb\\b") == "");
  BOOST_TEST(read(std::string(1'000'000, 'a')) == "/name too_long");
}

BOOST_AUTO_TEST_CASE(texts_are_never_converted) {
  for (auto value : {"5", "5.5", "null", "true", "[\"a\"]", "{}"}) {
    auto fields = reader("{\"name\":" + std::string{value} + "}");
    BOOST_TEST(!fields.text("name", name_rule));
    BOOST_TEST(faults(fields) == "/name wrong_type", value);
  }
  auto fields = reader(R"({"note":5})");
  BOOST_TEST(!fields.nullable_text("note", {}).is_present);
  BOOST_TEST(faults(fields) == "/note wrong_type");
}

BOOST_AUTO_TEST_CASE(user_ids_are_checked) {
  auto read = [](const std::string& query) {
    auto fields = reader("{}", query);
    auto value = fields.user_id("user_id");
    auto found = faults(fields);
    BOOST_TEST(value.has_value() == found.empty());
    return found;
  };
  BOOST_TEST(read("user_id=" + std::string(128, 'a')) == "");
  BOOST_TEST(read("user_id=" + std::string(129, 'a')) == "/user_id too_long");
  BOOST_TEST(read("user_id=") == "/user_id too_short");
  for (auto value : {"a%20b", "a+b", "a/b", "%C3%A4", "a%2540b", "%00", "a%00", "*", "a%5B"})
    BOOST_TEST(read("user_id=" + std::string{value}) == "/user_id invalid_character", value);
}

BOOST_AUTO_TEST_CASE(what_nobody_asked_for_is_named) {
  auto fields = reader(R"({"colour":1,"a/b~c":2})", "size=3");
  BOOST_TEST(faults(fields)
             == "/colour unknown_member, /a~1b~0c unknown_member, /size unknown_member");
  auto body = reader(R"({"col\nour<":1})");
  BOOST_TEST(detail(body) == "The member \"col?our<\" is unknown.");
  auto query = reader("{}", "size=1");
  BOOST_TEST(detail(query) == "The query parameter \"size\" is unknown.");
}

BOOST_AUTO_TEST_CASE(long_names_are_cut) {
  auto name = repeated("ü", 65);
  auto fields = reader("{\"" + name + "\":1,\"" + std::string(100'000, 'a') + "\":1}");
  auto all = fields.finish();
  BOOST_REQUIRE_EQUAL(all.size(), 2);
  BOOST_TEST(all[0].pointer == "/" + repeated("ü", 64) + "...");
  BOOST_TEST(all[1].detail.size() < 100);
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once) {
  auto fields = reader(R"({"name":"","price":-1,"stock":-5,"colour":"red"})");
  BOOST_TEST(!fields.text("name", name_rule));
  BOOST_TEST(!fields.price("price", true, {}));
  BOOST_TEST(!fields.stock("stock").is_present);
  BOOST_TEST(
    faults(fields)
    == "/name too_short, /price out_of_range, /stock out_of_range, /colour unknown_member");
}

BOOST_AUTO_TEST_CASE(at_most_32_faults_are_kept) {
  std::string body;
  for (int i = 0; i < 100; ++i)
    body += (i == 0 ? "{\"k" : ",\"k") + std::to_string(i) + "\":1";
  BOOST_TEST(reader(body + "}").finish().size() == field_faults_max);
}

BOOST_AUTO_TEST_SUITE_END()
