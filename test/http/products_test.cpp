// The products of a shop, over a socket.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace products {

using namespace souk::test;

/// Paths that no product can have: ids are whole numbers from 1 to 2^63-1.
const std::vector<std::string> impossible_ids{"0",
                                              "-1",
                                              "1.5",
                                              "1e0",
                                              "9223372036854775808",
                                              "18446744073709551617",
                                              "abc",
                                              "01",
                                              "+1",
                                              "%20",
                                              "1%20",
                                              "%00",
                                              "1%2F2",
                                              "null",
                                              "1;x"};

struct products_fixture : shop_fixture {
  /// Creates a product of that price, written as JSON; gives its price as JSON, or its faults.
  std::string priced(const std::string& price) {
    auto answer = post("/products", "{\"name\":\"Lamp\",\"price\":" + price + "}");
    if (answer.status == 422)
      return faults_of(answer);
    auto text = check_json(answer, 201).at("/price");
    // The text itself: a parsed number has lost its last zeros.
    auto start = answer.body.find("\"price\":") + 8;
    auto written = answer.body.substr(start, answer.body.find(',', start) - start);
    BOOST_TEST(std::stod(written) == std::stod(text));
    return written;
  }

  /// The ids of a listing in their order.
  std::string ids_at(const std::string& target) {
    auto page = check_json(get(target), 200);
    std::string result;
    for (std::size_t i = 0; i < page.size(""); ++i)
      result += (i == 0 ? "" : " ") + page.at("/" + std::to_string(i) + "/id");
    return result;
  }
};

} // namespace products

BOOST_FIXTURE_TEST_SUITE(products, products::products_fixture)

BOOST_AUTO_TEST_CASE(a_product_is_created_with_every_field) {
  auto answer =
    post("/products", R"({"name":"Lämp \"1\"","price":19.99,"description":"two\nlines",)"
                      R"("stock":3,"sku":"L-1","category":"light"})");
  auto made = check_json(answer, 201);
  BOOST_TEST(answer.reason == "Created");
  BOOST_TEST(answer.field("location") == "/products/1");
  BOOST_TEST(answer.field("idempotency-replayed") == "");
  BOOST_TEST(answer.body.starts_with(
    "{\"id\":1,\"name\":\"L\u00e4mp \\\"1\\\"\",\"price\":19.99,\"currency\":\"USD\","
    "\"description\":\"two\\nlines\",\"stock\":3,\"sku\":\"L-1\",\"category\":\"light\","
    "\"version\":1,\"created_at\":\""));
  BOOST_TEST(made.text("/created_at") == made.text("/updated_at"));
  BOOST_TEST(get(answer.field("location")).body == answer.body);
}

BOOST_AUTO_TEST_CASE(a_product_needs_name_and_price_only) {
  auto made = check_json(post("/products", R"({"price":0,"name":"x"})"), 201);
  BOOST_TEST(made.at("/description") == "\"\"");
  for (auto member : {"/stock", "/sku", "/category"})
    BOOST_TEST(made.at(member) == "null");
  auto nulls = post("/products", R"({"price":0,"name":"x","description":null,"stock":null,)"
                                 R"("sku":null,"category":null})");
  BOOST_TEST(check_json(nulls, 201).at("/description") == "\"\"");
}

BOOST_AUTO_TEST_CASE(ids_are_counted_from_one) {
  for (std::string id : {"1", "2", "3"})
    BOOST_TEST(make("1") == id);
}

BOOST_AUTO_TEST_CASE(all_faults_of_a_product_are_told_at_once) {
  auto answer = post("/products?limit=1", R"({"price":-1,"name":"","stock":-1,"sku":5,)"
                                          R"("category":[],"description":{},"a/b~c":1})");
  BOOST_TEST(faults_of(answer)
             == "/name too_short, /price out_of_range, /description wrong_type, "
                "/stock out_of_range, /sku wrong_type, /category wrong_type, "
                "/a~1b~0c unknown_member, /limit unknown_member");
  BOOST_TEST(faults_of(post("/products", "{}")) == "/name missing, /price missing");
  BOOST_TEST(ids_at("/products") == "");
}

BOOST_AUTO_TEST_CASE(texts_have_their_lengths_in_characters) {
  auto made_with = [this](std::string_view member, const std::string& value) {
    return post("/products", "{\"price\":1,\"" + std::string{member} + "\":\"" + value + "\""
                               + (member == "name" ? "}" : ",\"name\":\"x\"}"));
  };
  for (auto [member, most] : std::map<std::string, std::size_t>{
         {"name", 200}, {"description", 10'000}, {"sku", 100}, {"category", 100}}) {
    std::string longest;
    for (std::size_t i = 0; i < most; ++i)
      longest += "\u00e4";
    BOOST_TEST(made_with(member, longest).status == 201, member);
    BOOST_TEST(faults_of(made_with(member, longest + "a")) == "/" + member + " too_long");
    BOOST_TEST(faults_of(made_with(member, "a\\u0000b")) == "/" + member + " invalid_character");
  }
  BOOST_TEST(faults_of(made_with("sku", "")) == "/sku too_short");
}

BOOST_AUTO_TEST_CASE(a_price_is_read_from_its_characters) {
  const std::map<std::string, std::string> prices{
    {"19.99", "19.99"},
    {"\"19.99\"", "19.99"},
    {"20", "20.00"},
    {"0", "0.00"},
    {"19.990", "19.99"},
    {"0.1", "0.10"},
    {"92233720368547758.07", "92233720368547758.07"},
    {"19.999", "/price too_many_decimals"},
    {"\"19.999\"", "/price too_many_decimals"},
    {"-1", "/price out_of_range"},
    {"\"-0.01\"", "/price out_of_range"},
    {"-0", "/price out_of_range"},
    {"1e3", "/price wrong_type"},
    {"1E2", "/price wrong_type"},
    {"\"1e3\"", "/price wrong_type"},
    {"92233720368547758.08", "/price out_of_range"},
    {"1e300", "/price out_of_range"},
    {"123456789012345678901234567890", "/price out_of_range"},
    {"\"\"", "/price wrong_type"},
    {"\" 1\"", "/price wrong_type"},
    {"\"1,50\"", "/price wrong_type"},
    {"\"$1\"", "/price wrong_type"},
    {"true", "/price wrong_type"},
    {"null", "/price wrong_type"},
    {"[1]", "/price wrong_type"},
    {"{}", "/price wrong_type"},
  };
  for (auto& [price, expected] : prices)
    BOOST_TEST(priced(price) == expected, price);
}

BOOST_AUTO_TEST_CASE(a_price_in_another_currency_is_refused) {
  const auto made = post("/products", R"({"name":"Lamp","price":1,"currency":"USD"})");
  BOOST_TEST(check_json(made, 201).text("/currency") == "USD");
  const std::string key = "Idempotency-Key: k";
  check_problem(post("/products", R"({"name":"Lamp","price":500,"currency":"JPY"})", {key}), 422,
                "currency_mismatch");
  check_problem(put("/products/1", R"({"price":500,"currency":"JPY"})"), 422, "currency_mismatch");
  BOOST_TEST(get("/products/1").body == made.body);
  BOOST_TEST(ids_at("/products") == "1");
  check_json(post("/products", R"({"name":"Lamp","price":500})", {key}), 201);
  BOOST_TEST(check_json(put("/products/1", R"({"price":2,"currency":"USD"})"), 200).at("/price")
             == "2.0");
  BOOST_TEST(faults_of(put("/products/1", R"({"name":"x","currency":"USD"})")) == "/price missing");
}

BOOST_AUTO_TEST_CASE(a_stock_is_a_whole_number_or_null) {
  auto stocked = [this](const std::string& stock) {
    auto answer = post("/products", "{\"name\":\"Lamp\",\"price\":1,\"stock\":" + stock + "}");
    return answer.status == 422 ? faults_of(answer) : check_json(answer, 201).at("/stock");
  };
  for (std::string stock : {"0", "null", "9223372036854775807"})
    BOOST_TEST(stocked(stock) == stock);
  for (std::string stock : {"-1", "9223372036854775808", "-9223372036854775809"})
    BOOST_TEST(stocked(stock) == "/stock out_of_range", stock);
  for (std::string stock : {"true", "\"5\"", "2.9", "2.0", "1e3", "[]", "{}"})
    BOOST_TEST(stocked(stock) == "/stock wrong_type", stock);
}

BOOST_AUTO_TEST_CASE(a_product_is_read_under_every_spelling_of_its_id) {
  make("19.99");
  auto answer = get("/products/1");
  BOOST_TEST(check_json(answer, 200).at("/price") == "19.99");
  for (std::string target : {"/products/%31", "/%70roducts/1", "/products/1?"})
    BOOST_TEST(get(target).body == answer.body, target);
}

BOOST_AUTO_TEST_CASE(ids_that_no_product_has_are_unknown) {
  make("1");
  for (auto& id : impossible_ids) {
    BOOST_TEST_CONTEXT(id) {
      check_problem(get("/products/" + id), 404, "product_unknown");
      check_problem(put("/products/" + id, "{}"), 404, "product_unknown");
      check_problem(remove("/products/" + id), 404, "product_unknown");
    }
  }
  for (std::string id : {"2", "9223372036854775807"})
    check_problem(get("/products/" + id), 404, "product_unknown");
}

BOOST_AUTO_TEST_CASE(products_are_listed_page_by_page) {
  for (int i = 0; i < 7; ++i)
    make("1");
  BOOST_TEST(pages_from("/products") == "1 2 3 4 5 6 7");
  BOOST_TEST(pages_from("/products?limit=3") == "1 2 3 | 4 5 6 | 7");
  BOOST_TEST(pages_from("/products?limit=7") == "1 2 3 4 5 6 7");
  BOOST_TEST(pages_from("/products?after=2&limit=5") == "3 4 5 6 7");
  BOOST_TEST(pages_from("/products?after=2&limit=4") == "3 4 5 6 | 7");
  BOOST_TEST(pages_from("/products?after=9223372036854775807") == "");
  BOOST_TEST(get("/products?limit=3").field("link") == "</products?limit=3&after=3>; rel=\"next\"");
  remove("/products/3");
  remove("/products/7");
  BOOST_TEST(pages_from("/products?limit=3") == "1 2 4 | 5 6");
}

BOOST_AUTO_TEST_CASE(a_listing_has_the_products_themselves) {
  BOOST_TEST(get("/products").body == "[]");
  make("1");
  make("2");
  auto expected = "[" + get("/products/1").body + "," + get("/products/2").body + "]";
  BOOST_TEST(get("/products").body == expected);
}

BOOST_AUTO_TEST_CASE(a_page_has_1_to_1000_products) {
  for (std::string limit : {"1", "1000"})
    BOOST_TEST(get("/products?limit=" + limit).status == 200);
  for (std::string limit : {"0", "1001", "-1", "9223372036854775808"})
    BOOST_TEST(faults_of(get("/products?limit=" + limit)) == "/limit out_of_range", limit);
  for (std::string limit : {"", "1.5", "1e2", "+1", "abc", "%201", "01", "true"})
    BOOST_TEST(faults_of(get("/products?limit=" + limit)) == "/limit wrong_type", limit);
  BOOST_TEST(faults_of(get("/products?after=-1&limit=0&limit=2&page=1"))
             == "/limit duplicate, /after out_of_range, /page unknown_member");
}

BOOST_AUTO_TEST_CASE(a_change_keeps_what_it_does_not_name) {
  post("/products", R"({"name":"Lamp","price":1,"description":"d","stock":3,"sku":"s",)"
                    R"("category":"c"})");
  auto members = [](const raw_response& answer) {
    auto shown = check_json(answer, 200);
    std::string result;
    for (auto name : {"name", "price", "description", "stock", "sku", "category", "version"})
      result += shown.at("/" + std::string{name}) + ' ';
    return result;
  };
  BOOST_TEST(members(put("/products/1", R"({"price":"2.50"})"))
             == R"("Lamp" 2.5 "d" 3 "s" "c" 2 )");
  BOOST_TEST(members(put("/products/1", R"({"name":"Lantern","stock":0})"))
             == R"("Lantern" 2.5 "d" 0 "s" "c" 3 )");
  BOOST_TEST(members(put("/products/1", R"({"stock":null,"sku":null,"category":null})"))
             == R"("Lantern" 2.5 "d" null null null 4 )");
  BOOST_TEST(members(put("/products/1", R"({"description":null})"))
             == R"("Lantern" 2.5 "" null null null 5 )");
  BOOST_TEST(get("/products/1").body == get("/products/%31").body);
  BOOST_TEST(check_json(get("/products/1"), 200).at("/version") == "5");
}

BOOST_AUTO_TEST_CASE(a_change_that_is_not_valid_changes_nothing) {
  make("1", "5");
  auto before = get("/products/1").body;
  BOOST_TEST(faults_of(put("/products/1", R"({"name":null,"price":null,"stock":"x","id":1})"))
             == "/name wrong_type, /price wrong_type, /stock wrong_type, /id unknown_member");
  BOOST_TEST(faults_of(put("/products/999", R"({"price":-1})")) == "/price out_of_range");
  check_problem(put("/products/2", R"({"price":1})"), 404, "product_unknown");
  BOOST_TEST(get("/products/1").body == before);
}

BOOST_AUTO_TEST_CASE(an_archived_product_is_gone_and_its_id_with_it) {
  make("1");
  auto answer = remove("/products/1");
  BOOST_TEST(answer.status == 204);
  BOOST_TEST(answer.reason == "No Content");
  BOOST_TEST(answer.body == "");
  check_problem(get("/products/1"), 404, "product_unknown");
  check_problem(put("/products/1", R"({"price":2})"), 404, "product_unknown");
  check_problem(remove("/products/1"), 404, "product_unknown");
  BOOST_TEST(get("/products").body == "[]");
  BOOST_TEST(make("1") == "2");
}

BOOST_AUTO_TEST_SUITE_END()
