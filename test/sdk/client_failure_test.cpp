// What the client makes of refusals, silence and nonsense, and when it tries again.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/refusal.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

BOOST_TEST_DONT_PRINT_LOG_VALUE(souk::sdk::transport_fault)

BOOST_AUTO_TEST_SUITE(sdk_client_failure)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;
using sdk::transport_fault;

client client_of(const scripted_server& server, int retries_max = 2) {
  return client{{.base_url = server.url(),
                 .user_id = "ann",
                 .request_timeout = 5s,
                 .retries_max = retries_max,
                 .retry_wait_max = 1ms}};
}

/// An answer of which the connection ends behind so many bytes.
step cut(std::string_view answer, std::size_t bytes) {
  return {std::string{answer.substr(0, bytes)}, true};
}

/// The fault that asking for the product 7 ends with.
transport_fault fault_of(client& shop) {
  try {
    shop.get_product(7);
  } catch (const transport_error& err) {
    BOOST_TEST(std::string{err.what()}.starts_with("GET /products/7: "), err.what());
    return err.fault();
  }
  throw std::logic_error{"there was an answer"};
}

/// The fault that the one answer leads to; a second attempt would be hung up on.
transport_fault fault_after(step answer) {
  scripted_server server{{std::move(answer)}};
  auto shop = client_of(server, 0);
  return fault_of(shop);
}

} // namespace

BOOST_AUTO_TEST_CASE(attempts_of_a_checkout_have_one_key) {
  scripted_server server{
    {refuse(503, "overloaded", "0"), hang_up(), reply(201, order_json), reply(201, order_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.checkout().id == 11);
  shop.checkout();
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 4u);
  auto key = sent[0].field("Idempotency-Key");
  BOOST_TEST(key.size() == 32u);
  BOOST_TEST(sent[1].field("Idempotency-Key") == key);
  BOOST_TEST(sent[2].field("Idempotency-Key") == key);
  BOOST_TEST(sent[3].field("Idempotency-Key") != key);
}

// What was sold between the attempts would be sold again.
BOOST_AUTO_TEST_CASE(a_stock_is_set_once) {
  const sdk::product_changes changes{.stock = sdk::stock_setting{5}};
  for (auto& answer :
       {hang_up(), refuse(504, "deadline_exceeded"), refuse(503, "unavailable", "0")}) {
    scripted_server server{{reply(200, lamp_json), answer, reply(200, lamp_json)}};
    auto shop = client_of(server);
    shop.get_product(7);
    BOOST_CHECK_THROW(shop.update_product(7, changes), std::runtime_error);
    BOOST_TEST(server.arrivals().size() == 2u);
  }
  scripted_server server{{refuse(429, "rate_limited", "0"), refuse(503, "overloaded", "0"),
                          reply(200, lamp_json), hang_up(), reply(200, lamp_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.update_product(7, changes).id == 7);
  BOOST_TEST(shop.update_product(7, {.name = "Lamp"}).id == 7);
}

BOOST_AUTO_TEST_CASE(answers_that_ask_for_another_try_get_one) {
  scripted_server server{{refuse(409, "request_in_progress", "0"), refuse(429, "too_many", "0"),
                          reply(200, lamp_json), refuse(504, "deadline_exceeded"),
                          reply(200, lamp_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.get_product(7).id == 7);
  BOOST_TEST(shop.get_product(7).id == 7);
  BOOST_TEST(server.arrivals().size() == 5u);
}

BOOST_AUTO_TEST_CASE(answers_that_are_final_are_thrown_at_once) {
  for (auto& answer : {refuse(409, "checkout_in_progress", "0"), refuse(409, "cart_empty"),
                       refuse(429, "rate_limited"), refuse(500, "internal", "0"),
                       refuse(507, "storage_full", "0")}) {
    scripted_server server{{answer, reply(201, order_json)}};
    auto shop = client_of(server);
    BOOST_CHECK_THROW(shop.checkout(), api_error);
    BOOST_TEST(server.arrivals().size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(attempts_are_limited) {
  scripted_server server{std::vector<step>(9, refuse(503, "overloaded", "0"))};
  auto shop = client_of(server, 3);
  BOOST_TEST(refusal_of([&] { shop.get_cart(); }).code() == "overloaded");
  BOOST_TEST(server.arrivals().size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_long_wait_is_left_to_the_caller) {
  scripted_server server{{refuse(503, "overloaded", "3600")}};
  auto shop = client_of(server);
  auto err = refusal_of([&] { shop.get_cart(); });
  BOOST_TEST((err.retry_after() == 3600s));
  BOOST_TEST(server.arrivals().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refusal_says_everything_the_shop_said) {
  scripted_server server{{reply(
    409, R"({"title":"Total changed","detail":"It is more.","code":"total_changed",)"
         R"("request_id":"r-1","errors":[{"pointer":"/a","code":"missing","detail":"Say it."}],)"
         R"("lines":[{"product_id":7,"requested":3,"available":2}],)"
         R"("total":39.98,"currency":"USD"})")}};
  auto shop = client_of(server);
  auto err = refusal_of([&] { shop.checkout(); });
  BOOST_TEST(err.status() == 409);
  BOOST_TEST(err.code() == "total_changed");
  BOOST_TEST(err.title() == "Total changed");
  BOOST_TEST(err.detail() == "It is more.");
  BOOST_TEST(err.request_id() == "r-1");
  BOOST_TEST(!err.retry_after().has_value());
  BOOST_TEST((err.errors() == std::vector<sdk::field_error>{{"/a", "missing", "Say it."}}));
  BOOST_TEST((err.lines() == std::vector<sdk::short_line>{{7, 3, 2}}));
  BOOST_TEST((err.total() == sdk::amount{3998}));
  BOOST_TEST(err.what() == "409 total_changed: It is more. [/a: Say it.]");
}

BOOST_AUTO_TEST_CASE(an_answer_of_a_proxy_is_a_refusal_without_code) {
  scripted_server server{{reply(502, "<html>Bad gateway</html>", "Content-Type: text/html\r\n"),
                          reply(302, "", "Location: http://127.0.0.1:1/\r\n")}};
  auto shop = client_of(server, 0);
  auto err = refusal_of([&] { shop.get_cart(); });
  BOOST_TEST(err.status() == 502);
  BOOST_TEST(err.code() == "");
  BOOST_TEST(err.what() == "GET /cart?user_id=ann: 502, no problem document (text/html)");
  BOOST_TEST(refusal_of([&] { shop.get_cart(); }).status() == 302);
}

BOOST_AUTO_TEST_CASE(a_proxy_without_a_shop_is_asked_again) {
  scripted_server server{
    {reply(502, "<html>"), reply(503, "<html>"), reply(201, order_json), reply(502, "<html>")}};
  auto shop = client_of(server);
  BOOST_TEST(shop.checkout().id == 11);
  auto sent = server.arrivals();
  BOOST_TEST(sent[0].field("Idempotency-Key") == sent[2].field("Idempotency-Key"));
  const sdk::product_changes changes{.stock = sdk::stock_setting{5}};
  BOOST_TEST(refusal_of([&] { shop.update_product(7, changes); }).status() == 502);
  BOOST_TEST(server.arrivals().size() == 4u);
}

// Such as the page of a network that wants a person to log in.
BOOST_AUTO_TEST_CASE(only_the_status_of_the_shop_is_success) {
  scripted_server server{{reply(200, "<html>", "Content-Type: text/html\r\n"),
                          reply(202, lamp_json), reply(200, order_json)}};
  auto shop = client_of(server);
  BOOST_CHECK_EXCEPTION(shop.delete_product(7), transport_error, [](const auto& err) {
    BOOST_TEST(err.what() == "DELETE /products/7: 200 (text/html) in place of 204");
    return err.fault() == transport_fault::malformed_answer;
  });
  BOOST_CHECK_THROW(shop.get_product(7), transport_error);
  BOOST_CHECK_THROW(shop.checkout(), transport_error);
  BOOST_TEST(server.arrivals().size() == 3u);
}

BOOST_AUTO_TEST_CASE(silence_is_a_timeout) {
  scripted_server server{{silence(), silence(), reply(200, health_json)}};
  client shop{
    {.base_url = server.url(), .request_timeout = 50ms, .retries_max = 0, .retry_wait_max = 1ms}};
  BOOST_TEST((fault_of(shop) == transport_fault::timed_out));
}

BOOST_AUTO_TEST_CASE(a_timeout_is_tried_again) {
  scripted_server server{{silence(), reply(201, order_json)}};
  client shop{
    {.base_url = server.url(), .user_id = "ann", .request_timeout = 500ms, .retry_wait_max = 1ms}};
  BOOST_TEST(shop.checkout().id == 11);
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 2u);
  BOOST_TEST(sent[0].field("Idempotency-Key") == sent[1].field("Idempotency-Key"));
}

BOOST_AUTO_TEST_CASE(a_closed_port_cannot_be_connected_to) {
  std::string url;
  {
    scripted_server server{{}};
    url = server.url();
  }
  client shop{{.base_url = url, .retries_max = 1, .retry_wait_max = 1ms}};
  BOOST_TEST((fault_of(shop) == transport_fault::cannot_connect));
}

BOOST_AUTO_TEST_CASE(an_answer_that_breaks_off_is_a_lost_connection) {
  BOOST_TEST((fault_after(hang_up()) == transport_fault::connection_lost));
  auto half = reply(200, lamp_json);
  half.answer.resize(half.answer.size() - 5);
  half.closes = true;
  BOOST_TEST((fault_after(half) == transport_fault::connection_lost));
}

BOOST_AUTO_TEST_CASE(an_answer_may_break_off_anywhere) {
  const std::string body{lamp_json};
  const auto interim =
    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nDate: Sat\r\n"
    "Content-Length: "
    + std::to_string(body.size()) + "\r\n\r\n" + body;
  // libcurl does not wait for the last line feed.
  std::ostringstream chunked;
  chunked << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          << std::hex << body.size() << "\r\n"
          << body << "\r\n0\r\nX-Digest: 1\r\n\r";
  for (const auto& whole : {interim, chunked.str()}) {
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
      BOOST_TEST((fault_after(cut(whole, bytes)) == transport_fault::connection_lost),
                 whole.substr(0, bytes));
    scripted_server server{{cut(whole, whole.size())}};
    BOOST_TEST(client_of(server, 0).get_product(7).id == 7);
  }
}

BOOST_AUTO_TEST_CASE(a_checkout_whose_answer_broke_off_is_repeated_with_its_key) {
  const std::string_view head = "HTTP/1.1 201 Created\r\nDate: Sat\r\n";
  scripted_server server{{cut(head, head.size()), cut(head, 30), reply(201, order_json)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.checkout().id == 11);
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 3u);
  for (auto i : {1u, 2u})
    BOOST_TEST(sent[i].field("Idempotency-Key") == sent[0].field("Idempotency-Key"));
}

BOOST_AUTO_TEST_CASE(nonsense_is_a_malformed_answer) {
  for (std::string_view body : {"", "{", "<html>", "null", "[]", "{}", "{\"id\":\"7\"}"})
    BOOST_TEST((fault_after(reply(200, body)) == transport_fault::malformed_answer), body);
  BOOST_TEST((fault_after({"SSH-2.0-x\r\n", true}) == transport_fault::malformed_answer));
  BOOST_TEST(
    (fault_after(reply(200, std::string(100'000, '['))) == transport_fault::malformed_answer));
  BOOST_TEST(
    (fault_after(reply(200, lamp_json, "Content-Length: 5\r\n")) != transport_fault::other));
}

BOOST_AUTO_TEST_CASE(an_answer_without_end_is_cut_off) {
  step endless{"HTTP/1.1 200 OK\r\n\r\n" + std::string(65 << 20, ' '), true};
  auto fault = fault_after(std::move(endless));
  BOOST_TEST((fault == transport_fault::malformed_answer));
}

BOOST_AUTO_TEST_CASE(a_page_that_leads_back_is_malformed) {
  for (auto link : {"</p?after=7>", "</p?after=3>", "</p?after=x>", "</p>", "</p?after=-1>"}) {
    auto field = "Link: " + std::string{link} + "; rel=\"next\"\r\n";
    scripted_server server{{reply(200, "[]", field)}};
    auto shop = client_of(server);
    BOOST_CHECK_THROW(shop.list_products(100, 7), transport_error);
  }
}

BOOST_AUTO_TEST_CASE(fields_of_an_interim_answer_are_not_the_answers) {
  auto answer = reply(201, order_json);
  answer.answer.insert(0, "HTTP/1.1 103 Early Hints\r\nIdempotency-Replayed: true\r\n\r\n");
  scripted_server server{{answer}};
  auto shop = client_of(server);
  BOOST_TEST(!shop.checkout().replayed);
}

BOOST_AUTO_TEST_CASE(a_removal_whose_answer_was_lost_has_happened) {
  scripted_server server{{hang_up(), refuse(404, "product_unknown"), hang_up(),
                          refuse(404, "line_unknown"), reply(200, cart_json)}};
  auto shop = client_of(server);
  shop.delete_product(7);
  BOOST_TEST(shop.remove_from_cart(7).version == 4);
}

BOOST_AUTO_TEST_CASE(a_removal_of_nothing_is_refused) {
  scripted_server server{{refuse(404, "product_unknown"), refuse(404, "line_unknown")}};
  auto shop = client_of(server);
  BOOST_CHECK_THROW(shop.delete_product(7), api_error);
  BOOST_CHECK_THROW(shop.remove_from_cart(7), api_error);
}

BOOST_AUTO_TEST_SUITE_END()
