// Every answer that /openapi.json tells of is provoked here, over sockets, and no other is seen.

#include "test/http/outcomes.hpp"
#include "test/http/stalled_shop.hpp"
#include "test/letter_case.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <thread>

namespace documented {

using namespace souk;
using namespace souk::test;

constexpr auto lamp = R"({"name":"Lamp","price":19.99,"stock":5})";
constexpr auto largest_price = R"({"price":92233720368547758.07})";
constexpr auto with_key = "Idempotency-Key: k";
constexpr auto known = "If-None-Match: *";
constexpr auto outdated = "If-Match: \"x\"";

/// One question about a route, and the answer expected: a status below 400, or a problem's code.
struct attempt {
  std::string route;
  raw_request request;
  std::string outcome;
};

struct documented_fixture : stalled_shop {
  void see(const std::string& route, const raw_response& answer) {
    seen.insert(outcome_of(route, answer));
  }

  /// Makes the attempts one after the other.
  void try_all(const std::vector<attempt>& attempts) {
    for (auto& [route, request, outcome] : attempts) {
      auto answer = ask(request);
      BOOST_TEST(outcome_of(route, answer).ends_with(' ' + outcome),
                 route << ' ' << outcome << ": " << answer.status << ' ' << answer.body);
      check_headers(route, answer);
      see(route, answer);
    }
  }

  /// That those fields of the answer which mean something to this route are documented.
  void check_headers(const std::string& route, const raw_response& answer) const {
    const auto space = route.find(' ');
    const auto headers = "/paths" + pointer_step(route.substr(space + 1))
                         + pointer_step(lower(route.substr(0, space))) + "/responses"
                         + pointer_step(std::to_string(answer.status)) + "/headers";
    const bool is_good = answer.status < 400;
    for (std::string name : {"ETag", "Location", "Link", "Idempotency-Replayed", "Retry-After"})
      if ((is_good || name == "Retry-After") && !answer.field(lower(name)).empty())
        BOOST_TEST(document.has(headers + pointer_step(name)), headers << ' ' << name);
  }

  void try_products();
  void try_carts();
  void try_checkouts();
  void try_orders_and_pages();
  void try_in_progress();
  void try_heads_and_bodies();
  void try_overload();
  void try_limit();
  void try_draining();

  json_text document{get("/openapi.json").body};
  std::vector<std::pair<std::string, raw_request>> routes = documented_routes(document);
  std::set<std::string> seen;
};

void documented_fixture::try_products() {
  const std::string one = "/products/{product_id}";
  const std::string moving = "POST " + one + "/stock";
  const auto* received = R"({"type":"received","quantity":5})";
  const auto* lost = R"({"type":"adjusted","quantity":-999,"reason":"lost"})";
  try_all({
    {"POST /products", {"POST", "/products", lamp, {with_key}}, "201"},
    {"POST /products",
     {"POST", "/products", R"({"name":"Tea","price":1})", {with_key}},
     "idempotency_key_reused"},
    {"POST /products", {"POST", "/products", "{}"}, "invalid_request"},
    {"POST /products", {"POST", "/products", lamp, {"Content-Type: text/csv"}}, "not_json"},
    {"GET /products", {"GET", "/products"}, "200"},
    {"GET /products", {"GET", "/products", "", {known}}, "304"},
    {"GET /products", {"GET", "/products?limit=0"}, "invalid_request"},
    {"GET " + one, {"GET", "/products/1"}, "200"},
    {"GET " + one, {"GET", "/products/1", "", {known}}, "304"},
    {"GET " + one, {"GET", "/products/9"}, "product_unknown"},
    {"PUT " + one, {"PUT", "/products/1", R"({"stock":9})"}, "200"},
    {"PUT " + one, {"PUT", "/products/1", "{}", {outdated}}, "precondition_failed"},
    {"PUT " + one, {"PUT", "/products/9", "{}"}, "product_unknown"},
    {"PUT " + one, {"PUT", "/products/1", R"({"name":""})"}, "invalid_request"},
    {"PUT " + one, {"PUT", "/products/1", "{}", {"Content-Encoding: gzip"}}, "not_json"},
    {"GET " + one + "/stock", {"GET", "/products/1/stock"}, "200"},
    {"GET " + one + "/stock", {"GET", "/products/9/stock"}, "product_unknown"},
    {"GET " + one + "/stock", {"GET", "/products/1/stock?limit=0"}, "invalid_request"},
    {moving, {"POST", "/products/1/stock", received, {with_key}}, "201"},
    {moving, {"POST", "/products/1/stock", lost, {with_key}}, "idempotency_key_reused"},
    {moving, {"POST", "/products/1/stock", lost}, "stock_too_low"},
    {moving, {"POST", "/products/9/stock", received}, "product_unknown"},
    {moving, {"POST", "/products/1/stock", "{}"}, "invalid_request"},
    {moving, {"POST", "/products/1/stock", "{}", {"Content-Encoding: gzip"}}, "not_json"},
    {"PUT " + one, {"PUT", "/products/1", R"({"stock":null})"}, "200"},
    {moving, {"POST", "/products/1/stock", received}, "stock_not_tracked"},
    {"DELETE " + one, {"DELETE", "/products/1", "", {outdated}}, "precondition_failed"},
    {"DELETE " + one, {"DELETE", "/products/1"}, "204"},
    {"DELETE " + one, {"DELETE", "/products/1"}, "product_unknown"},
  });
}

void documented_fixture::try_carts() {
  const auto tea = make("6.90", "5");
  const auto dear = make("92233720368547758.07");
  const std::string line = "DELETE /cart/{product_id}";
  auto adding = [](const std::string& rest) {
    return raw_request{"POST", "/cart?user_id=ann&product_id=" + rest, "", {with_key}};
  };
  auto filling = [](const std::string& product) {
    return raw_request{"POST", "/cart?user_id=full&product_id=" + product};
  };
  try_all({
    {"POST /cart", adding(tea), "200"},
    {"POST /cart", adding(tea + "&quantity=2"), "idempotency_key_reused"},
    {"POST /cart",
     {"POST", "/cart?user_id=ann&product_id=1", "", {outdated}},
     "precondition_failed"},
    {"POST /cart", {"POST", "/cart?user_id=ann&product_id=999"}, "product_unknown"},
    {"POST /cart", {"POST", "/cart?user_id=ann&product_id=0"}, "invalid_request"},
    {"POST /cart", {"POST", "/cart", "{}", {"Content-Type: text/csv"}}, "not_json"},
    {"POST /cart",
     {"POST", "/cart?user_id=ann&quantity=10000&product_id=" + tea},
     "quantity_too_large"},
    {"POST /cart", {"POST", "/cart?user_id=ann&product_id=" + dear}, "total_too_large"},
    {"GET /cart", {"GET", "/cart?user_id=ann"}, "200"},
    {"GET /cart", {"GET", "/cart?user_id=ann", "", {known}}, "304"},
    {"GET /cart", {"GET", "/cart"}, "invalid_request"},
    {line, {"DELETE", "/cart/1?user_id=ann", "", {outdated}}, "precondition_failed"},
    {line, {"DELETE", "/cart/" + tea + "?user_id=ann"}, "200"},
    {line, {"DELETE", "/cart/" + tea + "?user_id=ann"}, "line_unknown"},
    {line, {"DELETE", "/cart/" + tea}, "invalid_request"},
  });
  for (int i = 0; i < 200; ++i)
    add("full", make("1"));
  try_all({{"POST /cart", filling(tea), "cart_full"}});
}

void documented_fixture::try_checkouts() {
  const std::string route = "POST /checkout";
  const auto rug = make("189", "3");
  const auto gone = make("1");
  auto checking_out = [](std::string user, std::string body = {}) {
    return raw_request{"POST", "/checkout?user_id=" + user, std::move(body)};
  };
  add("ann", rug, 3);
  add("bob", rug, 4);
  add("cai", gone);
  remove("/products/" + gone);
  try_all({
    {route, checking_out("ann", R"({"expected_total":1})"), "total_changed"},
    {route, checking_out("bob"), "out_of_stock"},
    {route, checking_out("cai"), "items_unavailable"},
    {route, checking_out("nobody"), "cart_empty"},
    {route, {"POST", "/checkout?user_id=ann", "", {outdated}}, "precondition_failed"},
    {route, checking_out("a%20b"), "invalid_request"},
    {route, {"POST", "/checkout", "{}", {"Content-Type: text/csv"}}, "not_json"},
    {route, {"POST", "/checkout?user_id=ann", "", {with_key}}, "201"},
    {route,
     {"POST", "/checkout?user_id=ann", R"({"expected_total":1})", {with_key}},
     "idempotency_key_reused"},
  });
  // A price that was raised since can make any cart too dear to count.
  const auto lantern = make("1");
  const auto candle = make("1");
  add("dan", lantern, 2);
  add("dan", candle, 2);
  add("dan", rug);
  put("/products/" + lantern, largest_price);
  put("/products/" + candle, largest_price);
  try_all({
    {route, checking_out("dan"), "total_too_large"},
    {"GET /cart", {"GET", "/cart?user_id=dan"}, "total_too_large"},
    {"DELETE /cart/{product_id}", {"DELETE", "/cart/" + rug + "?user_id=dan"}, "total_too_large"},
  });
}

void documented_fixture::try_orders_and_pages() {
  const std::string canceling = "POST /orders/{order_id}/cancel";
  try_all({
    {"GET /orders", {"GET", "/orders?user_id=ann"}, "200"},
    {"GET /orders", {"GET", "/orders"}, "invalid_request"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=ann"}, "200"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=ann", "", {known}}, "304"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=bob"}, "order_unknown"},
    {"GET /orders/{order_id}", {"GET", "/orders/1"}, "invalid_request"},
    {canceling, {"POST", "/orders/1/cancel", "", {}}, "invalid_request"},
    {canceling, {"POST", "/orders/1/cancel?user_id=bob"}, "order_unknown"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann", "", {with_key}}, "200"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann"}, "order_not_cancelable"},
    {"GET /events", {"GET", "/events"}, "200"},
    {"GET /events", {"GET", "/events?after=-1"}, "invalid_request"},
    {"GET /health", {"GET", "/health"}, "200"},
    {"GET /openapi.json", {"GET", "/openapi.json"}, "200"},
    {"GET /openapi.json", {"GET", "/openapi.json", "", {known}}, "304"},
    {"GET /docs", {"GET", "/docs"}, "200"},
    {"GET /docs", {"GET", "/docs", "", {known}}, "304"},
    {"GET /docs/{file}", {"GET", "/docs/docs.css"}, "200"},
    {"GET /docs/{file}", {"GET", "/docs/docs.css", "", {known}}, "304"},
    {"GET /docs/{file}", {"GET", "/docs/nothing"}, "route_unknown"},
    {"GET /problems/{code}", {"GET", "/problems/internal"}, "200"},
    {"GET /problems/{code}", {"GET", "/problems/nothing"}, "route_unknown"},
  });
}

void documented_fixture::try_in_progress() {
  const auto cup = make("1");
  const raw_request product{"POST", "/products", lamp, {"Idempotency-Key: slow"}};
  const raw_request line{
    "POST", "/cart?user_id=eve&product_id=" + cup, "", {"Idempotency-Key: slow"}};
  const raw_request checkout{"POST", "/checkout?user_id=eve", "", {"Idempotency-Key: slow"}};
  auto first = stall(product);
  try_all({{"POST /products", product, "request_in_progress"}});
  clock.resume();
  check_json(first->receive(), 201);
  first = stall(line);
  try_all({{"POST /cart", line, "request_in_progress"}});
  clock.resume();
  check_json(first->receive(), 200);
  const auto tag = get("/cart?user_id=eve").field("etag");
  first = stall(checkout, 2);
  try_all({
    {"POST /checkout", checkout, "request_in_progress"},
    {"POST /checkout", {"POST", "/checkout?user_id=eve"}, "checkout_in_progress"},
    {"POST /cart",
     {"POST", "/cart?user_id=eve&product_id=" + cup, "", {"If-Match: " + tag}},
     "checkout_in_progress"},
    {"DELETE /cart/{product_id}",
     {"DELETE", "/cart/" + cup + "?user_id=eve"},
     "checkout_in_progress"},
  });
  clock.resume();
  check_json(first->receive(), 201);
}

/// What any request can be refused for. Most of these end the connection.
void documented_fixture::try_heads_and_bodies() {
  for (auto& [route, request] : routes) {
    auto ask_anew = [&](raw_request altered) { see(route, raw_connection{port()}.ask(altered)); };
    ask_anew({request.method, request.target, "", {"Host: a", "Host: b"}});
    ask_anew({request.method, request.target + "?" + std::string(9'000, 'a')});
    ask_anew({request.method, request.target, "", std::vector<std::string>(65, "A: b")});
    ask_anew({request.method, request.target, std::string(1024 * 1024 + 1, ' ')});
  }
}

void documented_fixture::try_overload() {
  shop_fixture full{{.in_flight_max = 0}};
  for (auto& [route, request] : routes)
    see(route, full.ask(request));
}

void documented_fixture::try_limit() {
  server_options options;
  options.edge.rate_limit = 1;
  shop_fixture limited{std::move(options)};
  for (auto& [route, request] : routes) {
    auto answer = limited.ask(request);
    while (answer.status != 429) // the first one, and others if a second has passed
      answer = limited.ask(request);
    see(route, answer);
  }
}

void documented_fixture::try_draining() {
  std::vector<std::unique_ptr<raw_connection>> open;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    open.push_back(std::make_unique<raw_connection>(port()));
    BOOST_TEST(open.back()->ask({"GET", "/health"}).status == 200);
  }
  auto waiting = stall({"POST", "/products", lamp});
  std::thread draining{[this] { server->drain(); }};
  // The server takes no more connections once it drains.
  for (int i = 0; i < 100'000 && is_listening(port()); ++i)
    std::this_thread::yield();
  for (std::size_t i = 0; i < routes.size(); ++i)
    see(routes[i].first, open[i]->ask(routes[i].second));
  clock.resume();
  draining.join();
}

} // namespace documented

BOOST_FIXTURE_TEST_SUITE(documented, documented::documented_fixture)

BOOST_AUTO_TEST_CASE(every_documented_answer_can_be_had_and_no_other_is_given) {
  try_products();
  try_carts();
  try_checkouts();
  try_orders_and_pages();
  try_in_progress();
  try_heads_and_bodies();
  try_overload();
  try_limit();
  try_draining();
  const auto told = documented_outcomes(document);
  BOOST_TEST(told.size() > 3 * routes.size());
  for (auto& outcome : told)
    BOOST_TEST(seen.contains(outcome) == is_provoked(outcome), outcome << " is documented");
  for (auto& outcome : seen)
    BOOST_TEST(told.contains(outcome), outcome << " is not documented");
}

BOOST_AUTO_TEST_SUITE_END()
