// What each route answers to what its client asks.

#include "test/http/documented_fixture.hpp"

namespace documented {

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
    {"POST /products",
     {"POST", "/products", R"({"name":"Tea","price":1,"currency":"JPY"})"},
     "currency_mismatch"},
    {"POST /products", {"POST", "/products", "{}"}, "invalid_request"},
    {"POST /products", {"POST", "/products", lamp, {"Content-Type: text/csv"}}, "not_json"},
    {"GET /products", {"GET", "/products"}, "200"},
    {"GET /products", {"GET", "/products", "", {known}}, "304"},
    {"GET /products", {"GET", "/products", "", {outdated}}, "precondition_failed"},
    {"GET /products", {"GET", "/products?limit=0"}, "invalid_request"},
    {"GET " + one, {"GET", "/products/1"}, "200"},
    {"GET " + one, {"GET", "/products/1", "", {known}}, "304"},
    {"GET " + one, {"GET", "/products/1", "", {outdated}}, "precondition_failed"},
    {"GET " + one, {"GET", "/products/9"}, "product_unknown"},
    {"PUT " + one, {"PUT", "/products/1", R"({"stock":9})"}, "200"},
    {"PUT " + one, {"PUT", "/products/1", "{}", {outdated}}, "precondition_failed"},
    {"PUT " + one, {"PUT", "/products/9", "{}"}, "product_unknown"},
    {"PUT " + one, {"PUT", "/products/1", R"({"price":1,"currency":"JPY"})"}, "currency_mismatch"},
    {"PUT " + one, {"PUT", "/products/1", R"({"name":""})"}, "invalid_request"},
    {"PUT " + one, {"PUT", "/products/1", "{}", {"Content-Encoding: gzip"}}, "not_json"},
    {"GET " + one + "/stock", {"GET", "/products/1/stock"}, "200"},
    {"GET " + one + "/stock", {"GET", "/products/9/stock"}, "product_unknown"},
    {"GET " + one + "/stock", {"GET", "/products/1/stock?limit=0"}, "invalid_request"},
    {moving, {"POST", "/products/1/stock", received, {with_key}}, "201"},
    {moving, {"POST", "/products/1/stock", lost, {with_key}}, "idempotency_key_reused"},
    {moving, {"POST", "/products/1/stock", lost}, "stock_too_low"},
    {moving, {"POST", "/products/1/stock", received, {outdated}}, "precondition_failed"},
    {"PUT " + one, {"PUT", "/products/1", full_stock}, "200"},
    {moving, {"POST", "/products/1/stock", received}, "stock_too_large"},
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
    {"GET /cart", {"GET", "/cart?user_id=ann", "", {outdated}}, "precondition_failed"},
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
  try_all({{route, checking_out("dan"), "total_too_large"}});
}

void documented_fixture::try_orders_and_pages() {
  const std::string canceling = "POST /orders/{order_id}/cancel";
  const auto sold = check_json(get("/orders/1?user_id=ann"), 200).at("/items/0/product_id");
  try_all({
    {"GET /orders", {"GET", "/orders?user_id=ann"}, "200"},
    {"GET /orders", {"GET", "/orders"}, "invalid_request"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=ann"}, "200"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=ann", "", {known}}, "304"},
    {"GET /orders/{order_id}",
     {"GET", "/orders/1?user_id=ann", "", {outdated}},
     "precondition_failed"},
    {"GET /orders/{order_id}", {"GET", "/orders/1?user_id=bob"}, "order_unknown"},
    {"GET /orders/{order_id}", {"GET", "/orders/1"}, "invalid_request"},
    {canceling, {"POST", "/orders/1/cancel", "", {}}, "invalid_request"},
    {canceling, {"POST", "/orders/1/cancel?user_id=bob"}, "order_unknown"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann", "", {outdated}}, "precondition_failed"},
    {"PUT /products/{product_id}", {"PUT", "/products/" + sold, full_stock}, "200"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann"}, "stock_too_large"},
    {"PUT /products/{product_id}", {"PUT", "/products/" + sold, R"({"stock":0})"}, "200"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann", "", {with_key}}, "200"},
    {canceling, {"POST", "/orders/1/cancel?user_id=ann"}, "order_not_cancelable"},
    {"GET /products", {"GET", "/products?limit=1"}, "200"},
    {"GET /products", {"GET", "/products?limit=1", "", {known}}, "304"},
    {"GET /events", {"GET", "/events"}, "200"},
    {"GET /events", {"GET", "/events?after=-1"}, "invalid_request"},
    {"GET /health", {"GET", "/health"}, "200"},
    {"GET /openapi.json", {"GET", "/openapi.json"}, "200"},
    {"GET /openapi.json", {"GET", "/openapi.json", "", {known}}, "304"},
    {"GET /openapi.json", {"GET", "/openapi.json", "", {outdated}}, "precondition_failed"},
    {"GET /docs", {"GET", "/docs"}, "200"},
    {"GET /docs", {"GET", "/docs", "", {known}}, "304"},
    {"GET /docs", {"GET", "/docs", "", {outdated}}, "precondition_failed"},
    {"GET /docs/{file}", {"GET", "/docs/docs.css"}, "200"},
    {"GET /docs/{file}", {"GET", "/docs/docs.css", "", {known}}, "304"},
    {"GET /docs/{file}", {"GET", "/docs/docs.css", "", {outdated}}, "precondition_failed"},
    {"GET /docs/{file}", {"GET", "/docs/nothing"}, "route_unknown"},
    {"GET /problems/{code}", {"GET", "/problems/internal"}, "200"},
    {"GET /problems/{code}", {"GET", "/problems/nothing"}, "route_unknown"},
  });
}

} // namespace documented
