// How bodies and queries are taken apart, over a socket.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace fields {

using namespace souk::test;
using namespace std::literals;

/// That many brackets around nothing.
std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

struct fields_fixture : shop_fixture {
  void check_malformed(const std::string& body) {
    BOOST_TEST_CONTEXT(body.substr(0, 100)) {
      check_problem(post("/products", body), 400, "malformed_request");
      check_problem(put("/products/1", body), 400, "malformed_request");
      check_problem(post("/cart?user_id=ann&product_id=1", body), 400, "malformed_request");
      check_problem(post("/checkout?user_id=ann", body), 400, "malformed_request");
    }
  }
};

} // namespace fields

BOOST_FIXTURE_TEST_SUITE(fields, fields::fields_fixture)

BOOST_AUTO_TEST_CASE(a_body_that_is_no_json_object_is_malformed) {
  for (auto body : {" "s, "{"s, "}"s, "nonsense"s, "{\"name\":}"s, "{\"name\":\"a\",}"s,
                    "{\"name\":\"a\"} {}"s, "{'name':'a'}"s, "{\"price\":01}"s, "{\"price\":.5}"s,
                    "{\"price\":+1}"s, "{\"price\":NaN}"s, "{\"price\":1e999}"s, "[]"s, "5"s,
                    "null"s, "\"text\""s, "// c\n{}"s, "{\"name\":\"a\nb\"}"s})
    check_malformed(body);
}

BOOST_AUTO_TEST_CASE(a_body_must_be_utf8) {
  for (auto body :
       {"{\"name\":\"\xff\"}"s, "{\"name\":\"\xc0\xae\"}"s, "{\"name\":\"\xed\xa0\x80\"}"s,
        "{\"name\":\"\\ud800\"}"s, "\xef\xbb\xbf{}"s, "{}\0"s, "{\"a\0\":1}"s})
    check_malformed(body);
}

BOOST_AUTO_TEST_CASE(a_name_must_not_come_twice_at_any_depth) {
  check_malformed(R"({"name":"a","name":"a"})");
  check_malformed(R"({"name":"a","n\u0061me":"a"})");
  check_malformed(R"({"x":[{"y":1,"y":1}]})");
}

BOOST_AUTO_TEST_CASE(a_body_is_at_most_32_levels_deep) {
  BOOST_TEST(faults_of(post("/products", "{\"name\":\"a\",\"price\":" + nested(31) + "}"))
             == "/price wrong_type");
  check_malformed("{\"name\":" + nested(32) + "}");
  check_malformed("{\"name\":" + std::string(500'000, '[') + "}");
  check_malformed(std::string(500'000, '{'));
}

BOOST_AUTO_TEST_CASE(a_malformed_body_tells_nothing_of_itself) {
  auto answer = post("/products", R"({"name":"<script>alert(1)</script>)");
  check_problem(answer, 400, "malformed_request");
  BOOST_TEST(answer.body.find("script") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(unknown_members_are_named_by_json_pointers) {
  auto answer = post("/products", R"({"name":"a","price":1,"":1,"a/b~c":1,"id":1,"\u00e4":{}})");
  BOOST_TEST(faults_of(answer)
             == "/ unknown_member, /a~1b~0c unknown_member, /id unknown_member, "
                "/\u00e4 unknown_member");
}

BOOST_AUTO_TEST_CASE(what_a_client_calls_a_member_is_escaped_and_cut) {
  auto answer = post("/products", R"({"name":"a","price":1,"<b>\"\n\u0000":1})");
  BOOST_TEST(faults_of(answer) == "/<b>\"\n\0 unknown_member"s);
  auto long_name = std::string(100'000, 'n');
  answer = post("/products", "{\"name\":\"a\",\"price\":1,\"" + long_name + "\":1}");
  BOOST_TEST(faults_of(answer) == "/" + std::string(64, 'n') + "... unknown_member");
}

BOOST_AUTO_TEST_CASE(the_list_of_faults_has_an_end) {
  std::string body = "{\"price\":-1";
  for (int i = 0; i < 500; ++i)
    body += ",\"m" + std::to_string(i) + "\":1";
  auto answer = post("/products", body + "}");
  check_problem(answer, 422, "invalid_request");
  BOOST_TEST(json_text{answer.body}.size("/errors") == 32);
  std::string many = "{\"m\":1";
  for (int i = 0; i < 1'000; ++i)
    many += ",\"m" + std::to_string(i) + "\":1";
  check_malformed(many + "}");
}

BOOST_AUTO_TEST_CASE(a_query_that_cannot_be_decoded_is_malformed) {
  for (std::string query : {"user_id=%", "user_id=%4", "user_id=%zz", "%zz=1", "user_id=%FF",
                            "user_id=%C0%AE", "user_id=%ED%A0%80", "user_id=ann&x=%"}) {
    BOOST_TEST_CONTEXT(query) {
      check_problem(get("/cart?" + query), 400, "malformed_request");
      check_problem(get("/products?" + query), 400, "malformed_request");
      check_problem(get("/orders?" + query), 400, "malformed_request");
      check_problem(get("/orders/1?" + query), 400, "malformed_request");
      check_problem(remove("/cart/1?" + query), 400, "malformed_request");
      check_problem(post("/cart?" + query), 400, "malformed_request");
      check_problem(post("/checkout?" + query), 400, "malformed_request");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_query_has_at_most_64_parameters) {
  std::string query = "user_id=ann";
  for (int i = 1; i < 64; ++i)
    query += "&p" + std::to_string(i);
  BOOST_TEST(get("/cart?" + query).status == 422);
  check_problem(get("/cart?" + query + "&p64"), 400, "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_query_is_split_and_decoded_once) {
  for (std::string query : {"user_id=a%2540b", "user_id=a+b", "user%5Fid=%61%20"})
    BOOST_TEST(faults_of(get("/cart?" + query)) == "/user_id invalid_character", query);
  for (std::string query : {"user_id=a%40b", "user%5Fid=a@b", "&&user_id=a@b&"})
    BOOST_TEST(check_json(get("/cart?" + query), 200).text("/user_id") == "a@b", query);
  BOOST_TEST(faults_of(get("/cart?user_id=ann&user_id=ann")) == "/user_id duplicate");
  BOOST_TEST(faults_of(get("/cart?User_id=ann")) == "/user_id missing, /User_id unknown_member");
  BOOST_TEST(faults_of(get("/cart?user_id=ann;x=1")) == "/user_id invalid_character");
  BOOST_TEST(faults_of(get("/cart?user_id=%00")) == "/user_id invalid_character");
}

BOOST_AUTO_TEST_CASE(a_query_has_no_names_but_those_that_the_documentation_gives_it) {
  const auto made = check_json(post("/products", R"({"name":"Pen","price":1,"stock":5})"), 201);
  const auto pen = "/products/" + made.at("/id");
  BOOST_TEST(faults_of(ask({"PUT", pen + "?price=2", "{}"})) == "/price unknown_member");
  BOOST_TEST(faults_of(ask({"PUT", pen + "?price=2", R"({"price":2})"}))
             == "/price unknown_member");
  BOOST_TEST(faults_of(post("/products?sku=a", R"({"name":"Cup","price":1})"))
             == "/sku unknown_member");
  BOOST_TEST(faults_of(post(pen + "/stock?quantity=2", R"({"type":"received"})"))
             == "/quantity missing, /quantity unknown_member");
  BOOST_TEST(faults_of(post("/checkout?user_id=ann&expected_total=1"))
             == "/expected_total unknown_member");
  BOOST_TEST(check_json(get(pen), 200).at("/price") == "1.0");
}

BOOST_AUTO_TEST_SUITE_END()
