// What the client sends, and what it makes of good answers.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(sdk_client)

namespace {

using namespace souk;
using namespace souk::test;

static_assert(std::is_nothrow_move_constructible_v<client>);
static_assert(std::is_nothrow_move_assignable_v<client>);
static_assert(!std::is_copy_constructible_v<client>);

client client_of(const scripted_server& server, std::string user_id = "ann") {
  return client{{.base_url = server.url(), .user_id = std::move(user_id)}};
}

std::string list_of(std::string_view json) {
  return "[" + std::string{json} + "]";
}

} // namespace

BOOST_AUTO_TEST_CASE(each_method_asks_its_endpoint) {
  scripted_server server{{reply(200, health_json), reply(201, lamp_json),
                          reply(200, list_of(lamp_json)), reply(200, lamp_json),
                          reply(200, lamp_json), reply(204, ""), reply(200, cart_json),
                          reply(200, cart_json), reply(200, cart_json), reply(201, order_json),
                          reply(200, list_of(order_json)), reply(200, order_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.health().status == "ok");
  BOOST_TEST(shop.create_product({.name = "Lamp", .price = {1999}}).id == 7);
  BOOST_TEST(shop.list_products(5, 3).values.size() == 1u);
  BOOST_TEST(shop.get_product(7).name == "Lamp");
  BOOST_TEST(shop.update_product(7, {.name = "Lamp"}).version == 2);
  shop.delete_product(7);
  BOOST_TEST(shop.add_to_cart(7, 2).lines.size() == 1u);
  BOOST_TEST(shop.get_cart().total.minor == 3998);
  BOOST_TEST(shop.remove_from_cart(7).version == 4);
  BOOST_TEST(shop.checkout(sdk::amount{3998}).id == 11);
  BOOST_TEST(shop.list_orders(5, 12).values.size() == 1u);
  BOOST_TEST(shop.get_order(11).status == "placed");

  std::vector<std::string> lines;
  for (const auto& arrival : server.arrivals())
    lines.push_back(arrival.line + " " + arrival.body);
  std::vector<std::string> expected{
    "GET /health ",
    R"(POST /products {"name":"Lamp","price":19.99,"currency":"USD"})",
    "GET /products?limit=5&after=3 ",
    "GET /products/7 ",
    R"(PUT /products/7 {"name":"Lamp"})",
    "DELETE /products/7 ",
    "POST /cart?user_id=ann&product_id=7&quantity=2 ",
    "GET /cart?user_id=ann ",
    "DELETE /cart/7?user_id=ann ",
    "POST /checkout?user_id=ann "
    R"({"expected_total":39.98,"currency":"USD"})",
    "GET /orders?user_id=ann&limit=5&before=12 ",
    "GET /orders/11?user_id=ann "};
  BOOST_TEST(lines == expected, boost::test_tools::per_element());
  BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_CASE(only_requests_that_need_a_key_have_one) {
  scripted_server server{{reply(200, lamp_json), reply(201, lamp_json), reply(200, cart_json),
                          reply(201, order_json), reply(201, order_json)}};
  auto shop = client_of(server);
  shop.get_product(7);
  shop.create_product({.name = "Lamp"});
  shop.add_to_cart(7);
  shop.checkout();
  shop.checkout({}, "mine");
  auto sent = server.arrivals();
  BOOST_TEST(sent[0].field("Idempotency-Key") == "");
  for (auto i : {1u, 2u, 3u}) {
    auto key = sent[i].field("Idempotency-Key");
    BOOST_TEST(key.size() == 32u);
    BOOST_TEST(key.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
  BOOST_TEST(sent[1].field("Idempotency-Key") != sent[2].field("Idempotency-Key"));
  BOOST_TEST(sent[4].field("Idempotency-Key") == "mine");
}

BOOST_AUTO_TEST_CASE(a_key_cannot_smuggle_a_field) {
  scripted_server server{{}};
  auto shop = client_of(server);
  for (auto key : {"a b", "a\r\nX: y", "\x7F", "\xC3\xA9"})
    BOOST_CHECK_THROW(shop.checkout({}, key), std::invalid_argument);
  BOOST_CHECK_THROW(shop.checkout({}, std::string(256, 'k')), std::invalid_argument);
  BOOST_TEST(server.arrivals().empty());
}

BOOST_AUTO_TEST_CASE(a_body_is_json_and_never_expects) {
  scripted_server server{{reply(201, lamp_json), reply(200, cart_json)}};
  auto shop = client_of(server);
  shop.create_product({.name = "Lamp", .description = std::string(2'000'000, 'x')});
  shop.add_to_cart(7);
  auto sent = server.arrivals();
  BOOST_TEST(sent[0].body.size() > 2'000'000u);
  BOOST_TEST(sent[0].field("Content-Type") == "application/json");
  BOOST_TEST(sent[0].field("Expect") == "");
  BOOST_TEST(sent[1].field("Content-Type") == "");
  BOOST_TEST(sent[1].field("Content-Length") == "0");
}

// Without the field, whoever stands between may compress the answer (RFC 9110, 12.5.3).
BOOST_AUTO_TEST_CASE(answers_are_asked_for_as_they_are) {
  scripted_server server{{reply(200, cart_json), reply(201, order_json)}};
  auto shop = client_of(server);
  shop.get_cart();
  shop.checkout();
  for (const auto& arrival : server.arrivals())
    BOOST_TEST(arrival.field("Accept-Encoding") == "identity");
}

BOOST_AUTO_TEST_CASE(user_ids_are_percent_encoded) {
  scripted_server server{{reply(200, cart_json), reply(200, cart_json)}};
  auto shop = client_of(server, "a b/c?d&user_id=bob#%");
  shop.get_cart();
  shop.set_user_id("ann@shop");
  BOOST_TEST(shop.user_id() == "ann@shop");
  shop.get_cart();
  auto sent = server.arrivals();
  BOOST_TEST(sent[0].line == "GET /cart?user_id=a%20b%2Fc%3Fd%26user_id%3Dbob%23%25");
  BOOST_TEST(sent[1].line == "GET /cart?user_id=ann%40shop");
}

BOOST_AUTO_TEST_CASE(a_kept_answer_says_so) {
  const std::string_view replayed = "idempotency-replayed: true\r\n";
  scripted_server server{
    {reply(200, cart_json, replayed), reply(201, order_json, replayed), reply(201, order_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.add_to_cart(7).replayed);
  BOOST_TEST(shop.checkout().replayed);
  BOOST_TEST(!shop.checkout().replayed);
}

BOOST_AUTO_TEST_CASE(pages_are_followed_to_the_end) {
  scripted_server server{
    {reply(200, list_of(lamp_json), "Link: </products?limit=100&after=7>; rel=\"next\"\r\n"),
     reply(200, list_of(lamp_json), "link: </x?after=9>; rel=\"next\"\r\n"), reply(200, "[]")}};
  auto shop = client_of(server);
  int count = 0;
  for (const auto& product : shop.products())
    count += product.id == 7 ? 1 : 0;
  BOOST_TEST(count == 2);
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 3u);
  BOOST_TEST(sent[0].line == "GET /products?limit=100");
  BOOST_TEST(sent[1].line == "GET /products?limit=100&after=7");
  BOOST_TEST(sent[2].line == "GET /products?limit=100&after=9");
}

BOOST_AUTO_TEST_CASE(a_list_outlives_its_client) {
  scripted_server server{{reply(200, list_of(lamp_json), "Link: </p?after=7>; rel=\"next\"\r\n"),
                          reply(200, list_of(lamp_json))}};
  std::vector<std::int64_t> ids;
  for (const auto& product : client_of(server).products())
    ids.push_back(product.id);
  BOOST_TEST((ids == std::vector<std::int64_t>{7, 7}));
}

BOOST_AUTO_TEST_CASE(every_kind_of_list_outlives_its_client) {
  scripted_server server{
    {reply(200, list_of(order_json)), reply(200, list_of(event_json)), reply(200, stock_json)}};
  for (const auto& order : client_of(server).orders())
    BOOST_TEST(order.id == 11);
  for (const auto& event : client_of(server).events())
    BOOST_TEST(event.id == 42);
  for (const auto& movement : client_of(server).movements(7))
    BOOST_TEST(movement.sequence >= 3);
  BOOST_TEST(server.arrivals().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_list_of_orders_stays_with_its_user) {
  scripted_server server{
    {reply(200, "[]", "Link: </o?before=9>; rel=\"next\"\r\n"), reply(200, list_of(order_json))}};
  auto shop = client_of(server);
  auto orders = shop.orders();
  shop.set_user_id("bob");
  BOOST_TEST(orders.begin()->id == 11);
  for (const auto& arrival : server.arrivals())
    BOOST_TEST(arrival.line.starts_with("GET /orders?user_id=ann&"), arrival.line);
}

BOOST_AUTO_TEST_CASE(links_of_a_proxy_do_not_end_a_list) {
  scripted_server server{{reply(200, list_of(lamp_json),
                                "Link: </style.css>; rel=preload\r\nlink: </first>; rel=\"first\", "
                                "</products?after=7>; rel=\"next\"\r\n"),
                          reply(200, list_of(lamp_json))}};
  auto shop = client_of(server);
  BOOST_TEST((shop.list_products().next == 7));
}

BOOST_AUTO_TEST_CASE(further_fields_are_sent_with_every_request) {
  scripted_server server{{reply(200, cart_json), reply(201, order_json)}};
  client shop{{.base_url = server.url(),
               .user_id = "ann",
               .fields = {{"Authorization", "Basic Zm9v"}, {"X-Empty", ""}}}};
  shop.get_cart();
  shop.checkout();
  for (const auto& arrival : server.arrivals()) {
    BOOST_TEST(arrival.field("Authorization") == "Basic Zm9v");
    BOOST_TEST(arrival.fields.find("\r\nX-Empty:") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_field_that_would_change_the_request_is_refused) {
  for (const auto& [name, value] : {std::pair{"", "x"},
                                    {"A B", "x"},
                                    {"X:", "x"},
                                    {"X", "a\r\nY: b"},
                                    {"X", "\n"},
                                    {"content-length", "5"},
                                    {"Accept-Encoding", "gzip"},
                                    {"Content-Encoding", "gzip"},
                                    {"If-None-Match", "*"},
                                    {"If-Match", "*"},
                                    {"Idempotency-Key", "k"},
                                    {"Transfer-Encoding", "chunked"}})
    BOOST_CHECK_THROW((client{{.fields = {{name, value}}}}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(older_orders_are_followed_backwards) {
  scripted_server server{{reply(200, list_of(order_json), "Link: </o?before=11>; rel=\"next\"\r\n"),
                          reply(200, list_of(order_json))}};
  auto shop = client_of(server);
  std::vector<std::int64_t> ids;
  for (const auto& order : shop.orders())
    ids.push_back(order.id);
  BOOST_TEST((ids == std::vector<std::int64_t>{11, 11}));
  BOOST_TEST(server.arrivals()[1].line == "GET /orders?user_id=ann&limit=100&before=11");
}

BOOST_AUTO_TEST_CASE(a_closed_connection_is_opened_again) {
  auto last = reply(200, health_json, "Connection: close\r\n");
  last.closes = true;
  scripted_server server{{reply(200, health_json), last, reply(200, health_json)}};
  auto shop = client_of(server);
  for (int i = 0; i < 3; ++i)
    BOOST_TEST(shop.health().status == "ok");
  BOOST_TEST(server.connections() == 2);
}

BOOST_AUTO_TEST_CASE(a_moved_client_keeps_its_connection) {
  scripted_server server{{reply(200, cart_json), reply(200, cart_json)}};
  auto first = client_of(server);
  first.get_cart();
  client second{std::move(first)};
  BOOST_TEST(second.user_id() == "ann");
  second.get_cart();
  BOOST_TEST(server.connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_shop_may_stand_below_a_path) {
  scripted_server server{{reply(200, health_json)}};
  client{{.base_url = server.url() + "/shop/"}}.health();
  BOOST_TEST(server.arrivals()[0].line == "GET /shop/health");
}

BOOST_AUTO_TEST_CASE(what_is_no_base_url_is_refused) {
  for (auto url : {"", "127.0.0.1:8080", "ftp://host", "file:///etc/passwd", "http://",
                   "http://h?a", "http://h#a", "http://h?", "http://h/#", "http://h\r\nX: y"})
    BOOST_CHECK_THROW(client{{.base_url = url}}, std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
