// What the client sends about stock, cancellations and events, and what it makes of the answers.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/refusal.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

BOOST_AUTO_TEST_SUITE(sdk_client_stock)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

client client_of(const scripted_server& server) {
  return client{{.base_url = server.url(), .user_id = "ann", .retry_wait_max = 1ms}};
}

std::string list_of(std::string_view json) {
  return "[" + std::string{json} + "]";
}

std::string link_to(std::string_view target) {
  return "Link: <" + std::string{target} + ">; rel=\"next\"\r\n";
}

std::vector<std::string> lines_of(const scripted_server& server) {
  std::vector<std::string> lines;
  for (const auto& arrival : server.arrivals())
    lines.push_back(arrival.line + " " + arrival.body);
  return lines;
}

/// The call arrives three times with one key before it is answered, and the next one with another.
void check_that_attempts_are_alike(const std::function<void(client&)>& call, const step& answer) {
  scripted_server server{{refuse(503, "overloaded", "0"), hang_up(), answer, answer}};
  auto shop = client_of(server);
  call(shop);
  call(shop);
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 4u);
  auto key = sent[0].field("Idempotency-Key");
  BOOST_TEST(key.size() == 32u);
  for (auto i : {1u, 2u}) {
    BOOST_TEST(sent[i].line == sent[0].line);
    BOOST_TEST(sent[i].body == sent[0].body);
    BOOST_TEST(sent[i].field("Idempotency-Key") == key);
  }
  BOOST_TEST(sent[3].field("Idempotency-Key") != key);
}

} // namespace

BOOST_AUTO_TEST_CASE(each_method_asks_its_endpoint) {
  scripted_server server{{reply(200, stock_json), reply(200, stock_json),
                          reply(201, stock_moved_json), reply(201, stock_moved_json),
                          reply(201, stock_moved_json), reply(200, order_json),
                          reply(200, list_of(event_json)), reply(200, list_of(event_json))}};
  auto shop = client_of(server);
  BOOST_TEST((shop.get_stock(7).available == 6));
  BOOST_TEST(shop.get_stock(7, 5, 9).movements.size() == 2u);
  BOOST_TEST(shop.receive_stock(7, 5).on_hand == 13);
  BOOST_TEST(shop.receive_stock(7, 5, "delivery").movement.sequence == 5);
  BOOST_TEST(shop.adjust_stock(7, -2, "2 broken").product_id == 7);
  BOOST_TEST(shop.cancel_order(11).id == 11);
  BOOST_TEST(shop.list_events().values.at(0).kind == "canceled");
  BOOST_TEST(shop.list_events(5, 3).values.at(0).id == 42);

  std::vector<std::string> expected{
    "GET /products/7/stock?limit=100 ",
    "GET /products/7/stock?limit=5&before=9 ",
    R"(POST /products/7/stock {"type":"received","quantity":5})",
    R"(POST /products/7/stock {"type":"received","quantity":5,"reason":"delivery"})",
    R"(POST /products/7/stock {"type":"adjusted","quantity":-2,"reason":"2 broken"})",
    "POST /orders/11/cancel?user_id=ann ",
    "GET /events?limit=100 ",
    "GET /events?limit=5&after=3 "};
  BOOST_TEST(lines_of(server) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_given_key_is_sent_and_reading_needs_none) {
  scripted_server server{{reply(201, stock_moved_json), reply(201, stock_moved_json),
                          reply(200, order_json), reply(200, stock_json), reply(200, "[]")}};
  auto shop = client_of(server);
  shop.receive_stock(7, 5, {}, "first");
  shop.adjust_stock(7, -2, "broken", "second");
  shop.cancel_order(11, "third");
  shop.get_stock(7);
  shop.list_events();
  std::vector<std::string> keys;
  for (const auto& arrival : server.arrivals())
    keys.push_back(arrival.field("Idempotency-Key"));
  std::vector<std::string> expected{"first", "second", "third", "", ""};
  BOOST_TEST(keys == expected, boost::test_tools::per_element());
  BOOST_CHECK_THROW(shop.receive_stock(7, 5, {}, "a b"), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(attempts_of_a_movement_have_one_key) {
  check_that_attempts_are_alike([](client& shop) { shop.receive_stock(7, 5); },
                                reply(201, stock_moved_json));
  check_that_attempts_are_alike([](client& shop) { shop.adjust_stock(7, -2, "broken"); },
                                reply(201, stock_moved_json));
}

BOOST_AUTO_TEST_CASE(attempts_of_a_cancellation_have_one_key) {
  check_that_attempts_are_alike([](client& shop) { shop.cancel_order(11); },
                                reply(200, order_json));
}

BOOST_AUTO_TEST_CASE(a_kept_answer_says_so) {
  const std::string_view replayed = "Idempotency-Replayed: true\r\n";
  scripted_server server{{reply(201, stock_moved_json, replayed),
                          reply(201, stock_moved_json, replayed), reply(200, order_json, replayed),
                          reply(201, stock_moved_json), reply(200, order_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.receive_stock(7, 5).replayed);
  BOOST_TEST(shop.adjust_stock(7, -2, "broken").replayed);
  BOOST_TEST(shop.cancel_order(11).replayed);
  BOOST_TEST(!shop.receive_stock(7, 5).replayed);
  BOOST_TEST(!shop.cancel_order(11).replayed);
}

BOOST_AUTO_TEST_CASE(a_movement_that_takes_too_much_says_what_there_is) {
  scripted_server server{{reply(
    409, R"({"code":"stock_too_low","lines":[{"product_id":7,"requested":9,"available":8}]})")}};
  auto shop = client_of(server);
  auto err = refusal_of([&] { shop.adjust_stock(7, -9, "lost"); });
  BOOST_TEST(err.code() == "stock_too_low");
  BOOST_TEST((err.lines() == std::vector<sdk::short_line>{{7, 9, 8}}));
}

BOOST_AUTO_TEST_CASE(older_movements_are_followed_backwards) {
  scripted_server server{{reply(200, stock_json, link_to("/products/7/stock?limit=100&before=3")),
                          reply(200, stock_json, link_to("/s?before=3")), reply(200, stock_json)}};
  auto shop = client_of(server);
  BOOST_TEST((shop.get_stock(7).next == 3));
  std::vector<std::int64_t> sequences;
  for (const auto& movement : shop.movements(7))
    sequences.push_back(movement.sequence);
  BOOST_TEST((sequences == std::vector<std::int64_t>{4, 3, 4, 3}));
  BOOST_TEST(server.arrivals().at(2).line == "GET /products/7/stock?limit=100&before=3");
}

BOOST_AUTO_TEST_CASE(later_events_are_followed_from_where_the_reader_was) {
  scripted_server server{{reply(200, list_of(event_json), link_to("/events?limit=100&after=42")),
                          reply(200, list_of(event_json)), reply(200, "[]")}};
  auto shop = client_of(server);
  int count = 0;
  for (const auto& event : shop.events(41))
    count += event.id == 42 ? 1 : 0;
  BOOST_TEST(count == 2);
  for (const auto& event : shop.events())
    BOOST_ERROR(event.id);
  std::vector<std::string> expected{"GET /events?limit=100&after=41 ",
                                    "GET /events?limit=100&after=42 ", "GET /events?limit=100 "};
  BOOST_TEST(lines_of(server) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_page_that_leads_back_is_malformed) {
  for (auto target : {"/x?before=9", "/x?before=10", "/x?before=y", "/x"}) {
    scripted_server server{{reply(200, stock_json, link_to(target))}};
    auto shop = client_of(server);
    BOOST_CHECK_THROW(shop.get_stock(7, 100, 9), transport_error);
  }
  scripted_server server{{reply(200, "[]", link_to("/events?after=9"))}};
  auto shop = client_of(server);
  BOOST_CHECK_THROW(shop.list_events(100, 9), transport_error);
}

BOOST_AUTO_TEST_SUITE_END()
