// Every answer that /openapi.json tells of is provoked here, over sockets, and no other is seen.

#include "test/http/documented_fixture.hpp"

#include <thread>

namespace documented {

void documented_fixture::try_replays() {
  const auto key = "Idempotency-Key: refused";
  const auto lost = R"({"type":"adjusted","quantity":-999,"reason":"lost"})";
  const auto cup = make("1", "1");
  const std::vector<attempt> refused{
    {"POST /products/{product_id}/stock",
     {"POST", "/products/" + cup + "/stock", lost, {key}},
     "stock_too_low"},
    {"POST /cart", {"POST", "/cart?user_id=full&product_id=" + cup, "", {key}}, "cart_full"},
    {"POST /checkout", {"POST", "/checkout?user_id=nobody", "", {key}}, "cart_empty"},
    {"POST /orders/{order_id}/cancel",
     {"POST", "/orders/1/cancel?user_id=ann", "", {key}},
     "order_not_cancelable"},
  };
  try_all(refused);
  try_all(refused);
  for (auto& [route, request, outcome] : refused)
    BOOST_TEST(ask(request).field("idempotency-replayed") == "true", route);
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
  for (auto& each : routes) {
    auto& request = each.second;
    auto ask_anew = [&](const raw_request& altered) {
      see(each.first, raw_connection{port()}.ask(altered));
    };
    ask_anew({request.method, request.target, "", {"Host: a", "Host: b"}});
    ask_anew({request.method, request.target + "?" + std::string(9'000, 'a')});
    ask_anew({request.method, request.target, "", {"Expect: coffee"}});
    ask_anew({request.method, request.target, "", std::vector<std::string>(65, "A: b")});
    ask_anew({request.method, request.target, std::string(1024 * 1024 + 1, ' ')});
    ask_anew({request.method, request.target, "", {"Transfer-Encoding: gzip"}});
    raw_connection later{port()};
    later.send(request.method + ' ' + request.target + " HTTP/2.0\r\nHost: a\r\n\r\n");
    see(each.first, later.receive());
  }
}

void documented_fixture::try_slow_requests() {
  server_options options;
  options.edge.limits.header_time = std::chrono::milliseconds{20};
  shop_fixture hasty{std::move(options)};
  for (auto& [route, request] : routes) {
    raw_connection slow{hasty.port()};
    slow.send(request.method + ' ' + request.target);
    see(route, slow.receive());
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

void documented_fixture::try_many_connections() {
  server_options options;
  options.edge.limits.connections_per_address_max = 1;
  shop_fixture crowded{std::move(options)};
  check_json(crowded.get("/health"), 200);
  for (auto& [route, request] : routes)
    see(route, raw_connection{crowded.port()}.ask(request));
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
  try_replays();
  try_in_progress();
  try_heads_and_bodies();
  try_slow_requests();
  try_overload();
  try_limit();
  try_many_connections();
  try_draining();
  const auto told = documented_outcomes(document);
  BOOST_TEST(told.size() > 3 * routes.size());
  for (auto& outcome : told)
    BOOST_TEST(seen.contains(outcome) == is_provoked(outcome), outcome << " is documented");
  for (auto& outcome : seen)
    BOOST_TEST(told.contains(outcome), outcome << " is not documented");
}

BOOST_AUTO_TEST_SUITE_END()
