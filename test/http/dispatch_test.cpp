// What all requests have in common, over a socket: paths, methods, heads and bodies.

#include "http/route.hpp"
#include "http/routes.hpp"
#include "http/server.hpp"
#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

namespace dispatching {

using namespace souk;
using namespace souk::test;

/// A path of each route that leads to something.
std::string path_of(std::string_view shown) {
  std::string path{shown};
  for (auto [name, value] : {std::pair{"{product_id}", "1"},
                             {"{order_id}", "1"},
                             {"{file}", "docs.js"},
                             {"{code}", "internal"}})
    if (auto at = path.find(name); at != std::string::npos)
      path.replace(at, std::string_view{name}.size(), value);
  return path;
}

/// Each path of the shop and its methods, HEAD and OPTIONS included.
std::map<std::string, std::set<std::string>> paths_and_methods() {
  std::map<std::string, std::set<std::string>> result;
  for (auto& each : all_routes()) {
    auto& methods = result[path_of(each.path)];
    methods.emplace(each.method);
    methods.emplace("OPTIONS");
    if (each.method == "GET")
      methods.emplace("HEAD");
  }
  return result;
}

std::set<std::string> split(const std::string& list) {
  std::set<std::string> result;
  for (std::size_t at = 0; at < list.size();) {
    auto end = std::min(list.find(", ", at), list.size());
    result.insert(list.substr(at, end - at));
    at = end + 2;
  }
  return result;
}

struct dispatch_fixture : shop_fixture {
  dispatch_fixture() {
    add("ann", make("19.99"), 1);
    check_json(post("/checkout?user_id=ann"), 201);
  }

  /// Asks on a connection of its own.
  raw_response ask_anew(const raw_request& request) { return raw_connection{port()}.ask(request); }
};

constexpr auto lamp = R"({"name":"Lamp","price":1})";

} // namespace dispatching

BOOST_FIXTURE_TEST_SUITE(dispatching, dispatching::dispatch_fixture)

BOOST_AUTO_TEST_CASE(head_answers_as_get_does_but_for_the_body) {
  for (std::string target :
       {"/products", "/products?limit=1", "/products/1", "/cart?user_id=ann", "/orders?user_id=ann",
        "/orders/1?user_id=ann", "/openapi.json", "/docs", "/docs/docs.js", "/problems/internal",
        "/products?limit=0", "/products/99", "/docs/nothing", "/nowhere"}) {
    BOOST_TEST_CONTEXT(target) {
      auto to_head = head(target);
      auto to_get = get(target);
      BOOST_TEST(to_head.status == to_get.status);
      BOOST_TEST(to_head.body == "");
      BOOST_TEST(!to_get.body.empty());
      BOOST_TEST((lasting_fields(to_head) == lasting_fields(to_get)));
      BOOST_TEST(to_get.field("content-length") == std::to_string(to_get.body.size()));
    }
  }
}

BOOST_AUTO_TEST_CASE(options_name_the_methods_of_a_path) {
  for (auto& [path, methods] : paths_and_methods()) {
    auto answer = ask({"OPTIONS", path});
    BOOST_TEST(answer.status == 204, path);
    BOOST_TEST((split(answer.field("allow")) == methods), path);
    BOOST_TEST(answer.field("content-type") == "");
  }
  check_problem(ask({"OPTIONS", "/nowhere"}), 404, "route_unknown");
}

BOOST_AUTO_TEST_CASE(an_asterisk_asks_about_the_whole_server) {
  auto answer = ask({"OPTIONS", "*"});
  BOOST_TEST(answer.status == 204);
  std::set<std::string> all;
  for (auto& [path, methods] : paths_and_methods())
    all.insert(methods.begin(), methods.end());
  BOOST_TEST((split(answer.field("allow")) == all));
  check_problem(ask_anew({"GET", "*"}), 400, "malformed_request");
}

BOOST_AUTO_TEST_CASE(every_other_method_of_a_path_is_refused) {
  for (auto& [path, methods] : paths_and_methods())
    for (std::string method : {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"})
      if (!methods.contains(method)) {
        auto answer = ask({method, path, method == "POST" ? "{}" : ""});
        check_problem(answer, 405, "method_not_allowed");
        BOOST_TEST((split(answer.field("allow")) == methods), path);
      }
  auto to_head = head("/checkout");
  BOOST_TEST(to_head.status == 405);
  BOOST_TEST(to_head.field("allow") == "POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(a_path_that_is_no_route_is_unknown) {
  for (std::string path :
       {"/", "/nowhere", "/Products", "/products/", "/products/1/", "/products/1/x", "//products",
        "/cart/", "/docs/", "/problems/", "/health/x", "/products%2F1", "/..", "/products/../cart",
        "/;", "/products;x", "/%E2%82%AC", "/a/b/c/d/e/f/g/h/i/j/k/l"})
    for (std::string method : {"GET", "POST"})
      check_problem(ask({method, path}), 404, "route_unknown");
}

BOOST_AUTO_TEST_CASE(paths_are_decoded_and_case_sensitive) {
  auto expected = get("/products/1").body;
  for (std::string path : {"/%70%72oducts/%31", "/products/%31", "http://shop.example/products/1",
                           "HTTP://127.0.0.1/%70roducts/1?"})
    BOOST_TEST(get(path).body == expected, path);
  for (std::string path : {"/%50roducts/1", "/PRODUCTS/1", "/products%2f1"})
    check_problem(get(path), 404, "route_unknown");
}

BOOST_AUTO_TEST_CASE(a_path_that_cannot_be_decoded_is_malformed) {
  for (std::string path :
       {"/%", "/products/%4", "/products/%zz", "/%C0%AE", "/products/%FF", "/nowhere/%ED%A0%80"})
    for (std::string method : {"GET", "PATCH"})
      check_problem(ask({method, path}), 400, "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_malformed_head_ends_the_connection) {
  for (auto& fields : std::vector<std::vector<std::string>>{
         {"Host: a", "Host: b"},
         {"Host: a b"},
         {"Host: a", "Idempotency-Key: 1", "Idempotency-Key: 1"},
         {"Host: a", "Content-Type: application/json", "Content-Type: application/json"},
         {"Host: a", "Content-Encoding: x", "content-encoding: x"}}) {
    raw_connection other{port()};
    auto answer = other.ask({"POST", "/products", lamp, fields});
    check_problem(answer, 400, "malformed_request");
    BOOST_TEST(answer.field("connection") == "close");
    BOOST_TEST(other.is_at_end());
  }
  raw_connection without_host{port()};
  without_host.send("GET /products HTTP/1.1\r\n\r\n");
  check_problem(without_host.receive(), 400, "malformed_request");
  BOOST_TEST(without_host.is_at_end());
  BOOST_TEST(get("/products").body.find("\"id\":2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_head_has_its_limits) {
  check_problem(ask_anew({"GET", "/products?" + std::string(9'000, 'a')}), 414, "target_too_long");
  check_problem(ask_anew({"GET", "/products", "", std::vector<std::string>(64, "A: b")}), 431,
                "fields_too_large");
  check_problem(ask_anew({"GET", "/products", "", {"A: " + std::string(17'000, 'a')}}), 431,
                "fields_too_large");
  BOOST_TEST(ask_anew({"GET", "/products", "", std::vector<std::string>(63, "A: b")}).status
             == 200);
}

BOOST_AUTO_TEST_CASE(a_body_has_at_most_one_mebibyte) {
  constexpr std::size_t most = 1024 * 1024;
  const std::string start = R"({"name":"Lamp","price":1,"description":")";
  const auto fitting = start + std::string(most - start.size() - 2, 'a') + "\"}";
  BOOST_TEST(faults_of(post("/products", fitting)) == "/description too_long");
  const std::string too_long(most + 1, ' ');
  check_problem(ask_anew({"POST", "/products", fitting + ' '}), 413, "body_too_large");
  check_problem(ask_anew({"GET", "/products/1", too_long}), 413, "body_too_large");
  check_problem(ask_anew({"POST", "/nowhere", too_long}), 413, "body_too_large");
  BOOST_TEST(get("/products/1").status == 200);
}

BOOST_AUTO_TEST_CASE(a_body_must_be_json_and_say_so) {
  for (std::string type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx",
                           "application/json; charset=latin1", "json", "multipart/form-data"}) {
    check_problem(post("/products", lamp, {"Content-Type: " + type}), 415, "not_json");
    check_problem(post("/cart?user_id=ann&product_id=1", "{}", {"Content-Type: " + type}), 415,
                  "not_json");
  }
  for (std::string coding : {"gzip", "br", "identity"}) {
    auto refused = post("/products", lamp, {"Content-Encoding: " + coding});
    check_problem(refused, 415, "not_json");
    BOOST_TEST(refused.field("accept-encoding") == "identity");
  }
  raw_connection untyped{port()};
  untyped.send("POST /products HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
  auto refused = untyped.receive();
  check_problem(refused, 415, "not_json");
  BOOST_TEST(refused.field("accept-encoding") == "");
  for (std::string type : {"APPLICATION/JSON", "application/json;charset=\"UTF-8\"",
                           "application/vnd.souk+json", "application/json  "})
    BOOST_TEST(post("/products", lamp, {"Content-Type: " + type}).status == 201, type);
}

BOOST_AUTO_TEST_CASE(a_body_that_a_route_needs_must_be_there) {
  check_problem(post("/products"), 400, "malformed_request");
  check_problem(post("/products", "", {"Content-Type: application/json"}), 400,
                "malformed_request");
  check_problem(put("/products/1", ""), 400, "malformed_request");
  BOOST_TEST(post("/cart?user_id=ann&product_id=1", "", {"Content-Type: text/plain"}).status
             == 200);
  check_json(post("/checkout?user_id=ann", "", {"Content-Type: text/plain"}), 201);
}

BOOST_AUTO_TEST_CASE(a_chunked_body_is_read_as_a_whole) {
  connection->send("POST /products HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n"
                   "e\r\n{\"name\":\"Lamp\"\r\nb\r\n,\"price\":1}\r\n0\r\n\r\n");
  BOOST_TEST(check_json(connection->receive(), 201).at("/id") == "2");
  BOOST_TEST(get("/products/2").status == 200);
}

BOOST_AUTO_TEST_CASE(routes_without_a_body_leave_one_unread) {
  for (raw_request request :
       {raw_request{"GET", "/products"}, raw_request{"GET", "/products/1"},
        raw_request{"GET", "/cart?user_id=bob"}, raw_request{"GET", "/orders?user_id=bob"},
        raw_request{"GET", "/health"}}) {
    for (std::string body : {"not json", R"({"limit":0,"user_id":"ann"})"}) {
      request.body = body;
      BOOST_TEST(ask(request).status == 200, request.target << ' ' << body);
    }
  }
  BOOST_TEST(ask({"GET", "/cart", R"({"user_id":"ann"})"}).status == 422);
}

BOOST_AUTO_TEST_SUITE_END()
