// The tags of answers.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(sdk_client_tags)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

const std::string tag = "\"7.1-0123456789abcdef\"";

client client_of(const scripted_server& server) {
  return client{{.base_url = server.url(), .user_id = "ann", .retry_wait_max = 1ms}};
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

BOOST_AUTO_TEST_SUITE_END()
