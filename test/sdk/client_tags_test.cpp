// The tags of answers, and changes that are bound to them.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

BOOST_AUTO_TEST_SUITE(sdk_client_tags)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

const std::string tag = "\"7.1-0123456789abcdef\"";

client client_of(const scripted_server& server) {
  return client{{.base_url = server.url(), .user_id = "ann", .retry_wait_max = 1ms}};
}

/// A call that changes something if that is as it was seen, and the answer to it.
struct change {
  std::function<void(client&, const std::string& seen)> call;
  step answer;
};

const std::vector<change> changes_without_key{
  {[](client& shop, const std::string& seen) { shop.update_product(7, {.name = "Lamp"}, seen); },
   reply(200, lamp_json)},
  {[](client& shop, const std::string& seen) { shop.delete_product(7, seen); }, reply(204, "")},
  {[](client& shop, const std::string& seen) { shop.remove_from_cart(7, seen); },
   reply(200, cart_json)}};

const std::vector<change> changes_with_key{
  {[](client& shop, const std::string& seen) { shop.receive_stock(7, 5, {}, {}, seen); },
   reply(201, stock_moved_json)},
  {[](client& shop, const std::string& seen) { shop.adjust_stock(7, -2, "broken", {}, seen); },
   reply(201, stock_moved_json)},
  {[](client& shop, const std::string& seen) { shop.add_to_cart(7, 1, {}, seen); },
   reply(200, cart_json)},
  {[](client& shop, const std::string& seen) { shop.checkout({}, {}, seen); },
   reply(201, order_json)},
  {[](client& shop, const std::string& seen) { shop.cancel_order(11, {}, seen); },
   reply(200, order_json)}};

std::vector<change> all_changes() {
  auto all = changes_without_key;
  all.insert(all.end(), changes_with_key.begin(), changes_with_key.end());
  return all;
}

/// The call arrives twice, the first time without an answer, and both times the same.
void check_that_both_attempts_are_alike(const change& made, const step& first_answer) {
  scripted_server server{{reply(200, lamp_json), first_answer, made.answer}};
  auto shop = client_of(server);
  shop.get_product(7);
  made.call(shop, tag);
  auto sent = server.arrivals();
  BOOST_REQUIRE(sent.size() == 3u);
  BOOST_TEST(sent[1].field("If-Match") == tag, sent[1].line);
  BOOST_TEST(sent[2].fields == sent[1].fields);
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_answered_has_the_tag_of_its_answer) {
  const auto field = "ETag: " + tag + "\r\n";
  scripted_server server{
    {reply(201, lamp_json, field), reply(200, lamp_json, field), reply(200, lamp_json, field),
     reply(200, cart_json, field), reply(200, cart_json, field), reply(200, cart_json, field),
     reply(201, order_json, field), reply(200, order_json, field), reply(200, order_json, field)}};
  auto shop = client_of(server);
  BOOST_TEST(shop.create_product({.name = "Lamp"}).tag == tag);
  BOOST_TEST(shop.get_product(7).tag == tag);
  BOOST_TEST(shop.update_product(7, {.name = "Lamp"}).tag == tag);
  BOOST_TEST(shop.add_to_cart(7).tag == tag);
  BOOST_TEST(shop.get_cart().tag == tag);
  BOOST_TEST(shop.remove_from_cart(7).tag == tag);
  BOOST_TEST(shop.checkout().tag == tag);
  BOOST_TEST(shop.get_order(11).tag == tag);
  BOOST_TEST(shop.cancel_order(11).tag == tag);
}

// The tag is that of the page.
BOOST_AUTO_TEST_CASE(an_element_of_a_list_has_no_tag) {
  scripted_server server{{reply(200, "[" + std::string{lamp_json} + "]", "ETag: " + tag + "\r\n")}};
  BOOST_TEST(client_of(server).list_products().values.at(0).tag == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_strong_tag_is_none) {
  for (std::string field :
       {"W/\"x\"", "x", "", "\"", "\"x", "\"a b\"", "\"a\"b\"", "\"a\",\"b\""}) {
    scripted_server server{{reply(200, lamp_json, "ETag: " + field + "\r\n")}};
    BOOST_TEST(client_of(server).get_product(7).tag == "", field);
  }
  for (std::string field : {"\"\"", "\"x\"", "\"W/!~\""}) {
    scripted_server server{{reply(200, lamp_json, "etag: " + field + "\r\n")}};
    BOOST_TEST(client_of(server).get_product(7).tag == field);
  }
}

BOOST_AUTO_TEST_CASE(a_change_is_bound_to_what_was_seen) {
  for (const auto& [call, answer] : all_changes()) {
    scripted_server server{{answer, answer}};
    auto shop = client_of(server);
    call(shop, tag);
    call(shop, {});
    auto sent = server.arrivals();
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(sent[0].field("If-Match") == tag, sent[0].line);
    BOOST_TEST(sent[1].fields.find("If-Match") == std::string::npos, sent[1].line);
  }
}

BOOST_AUTO_TEST_CASE(only_a_tag_names_what_was_seen) {
  scripted_server server{{}};
  auto shop = client_of(server);
  for (const auto& made : all_changes())
    for (auto seen : {"*", "x", "W/\"x\"", "\"a\", \"b\"", "\"\r\nX: y\"", "\"a\"\r\nX: y"})
      BOOST_CHECK_THROW(made.call(shop, seen), std::invalid_argument);
  BOOST_TEST(server.arrivals().empty());
}

// The shop tells its answer again, which it keeps under the key.
BOOST_AUTO_TEST_CASE(a_change_under_a_key_is_tried_again) {
  for (const auto& made : changes_with_key)
    for (const auto& lost : {hang_up(), refuse(504, "deadline_exceeded")})
      check_that_both_attempts_are_alike(made, lost);
}

BOOST_AUTO_TEST_CASE(a_change_that_was_not_heard_is_tried_again) {
  for (const auto& made : all_changes())
    for (const auto& unheard : {refuse(429, "rate_limited", "0"), refuse(503, "overloaded", "0")})
      check_that_both_attempts_are_alike(made, unheard);
}

// The second attempt would be refused for what the first one has done.
BOOST_AUTO_TEST_CASE(a_change_without_a_key_that_may_have_been_heard_is_not) {
  for (const auto& made : changes_without_key)
    for (const auto& lost : {hang_up(), refuse(504, "deadline_exceeded"), reply(502, "<html>"),
                             refuse(503, "unavailable", "0")}) {
      scripted_server server{{reply(200, lamp_json), lost, made.answer}};
      auto shop = client_of(server);
      // On a kept connection, libcurl would send it again by itself.
      shop.get_product(7);
      auto is_in_doubt = [](const auto& err) { return err.may_have_happened(); };
      if (lost.closes)
        BOOST_CHECK_EXCEPTION(made.call(shop, tag), transport_error, is_in_doubt);
      else
        BOOST_CHECK_EXCEPTION(made.call(shop, tag), api_error, is_in_doubt);
      BOOST_TEST(server.arrivals().size() == 2u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
