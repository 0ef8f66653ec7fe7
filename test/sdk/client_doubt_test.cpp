// Whether a call that failed may have had its effect.

#include "sdk/client.hpp"

#include "test/sdk/answers.hpp"
#include "test/sdk/scripted_server.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(sdk_client_doubt)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

/// What the error says that the call ends with.
bool may_have_happened(const std::vector<step>& script, const std::function<void(client&)>& call) {
  scripted_server server{script};
  client shop{
    {.base_url = server.url(), .user_id = "ann", .retries_max = 1, .retry_wait_max = 1ms}};
  try {
    call(shop);
  } catch (const api_error& err) {
    return err.may_have_happened();
  } catch (const transport_error& err) {
    return err.may_have_happened();
  }
  throw std::logic_error{"the call succeeded"};
}

bool checkout_may_have_happened(const std::vector<step>& script) {
  return may_have_happened(script, [](client& shop) { shop.checkout(); });
}

} // namespace

BOOST_AUTO_TEST_CASE(a_refusal_means_that_nothing_happened) {
  BOOST_TEST(!checkout_may_have_happened({refuse(409, "cart_empty")}));
  BOOST_TEST(!checkout_may_have_happened({refuse(429, "rate_limited")}));
  BOOST_TEST(!checkout_may_have_happened({refuse(503, "overloaded", "9")}));
  BOOST_TEST(!checkout_may_have_happened({refuse(507, "storage_full", "30")}));
}

BOOST_AUTO_TEST_CASE(an_answer_that_settles_nothing_leaves_it_open) {
  BOOST_TEST(checkout_may_have_happened({refuse(500, "internal")}));
  BOOST_TEST(checkout_may_have_happened({refuse(503, "unavailable", "9")}));
  BOOST_TEST(checkout_may_have_happened({refuse(504, "deadline_exceeded", "9")}));
  BOOST_TEST(checkout_may_have_happened({refuse(409, "request_in_progress", "9")}));
  BOOST_TEST(checkout_may_have_happened({reply(501, "<html>")}));
}

BOOST_AUTO_TEST_CASE(an_earlier_attempt_leaves_it_open) {
  BOOST_TEST(checkout_may_have_happened({hang_up(), refuse(429, "rate_limited")}));
  BOOST_TEST(checkout_may_have_happened({refuse(504, "deadline_exceeded"), refuse(403, "")}));
  BOOST_TEST(!checkout_may_have_happened({refuse(503, "overloaded"), refuse(409, "cart_empty")}));
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_read_leaves_it_open) {
  BOOST_TEST(checkout_may_have_happened({hang_up(), hang_up()}));
  BOOST_TEST(checkout_may_have_happened({reply(201, "{")}));
  BOOST_TEST(checkout_may_have_happened({reply(200, order_json)}));
}

// The status may be of a refusal, and the code that says so is not there.
BOOST_AUTO_TEST_CASE(an_answer_that_breaks_off_in_its_fields_leaves_it_open) {
  for (auto head : {"HTTP/1.1 201 Created\r\n", "HTTP/1.1 409 Conflict\r\nDate: Sat\r\n"}) {
    const step cut{head, true};
    BOOST_TEST(checkout_may_have_happened({cut, cut}), head);
    BOOST_TEST(checkout_may_have_happened({cut, refuse(429, "rate_limited")}), head);
  }
}

BOOST_AUTO_TEST_CASE(a_shop_that_was_not_reached_did_nothing) {
  std::string url;
  {
    scripted_server server{{}};
    url = server.url();
  }
  client shop{{.base_url = url, .retries_max = 0}};
  BOOST_CHECK_EXCEPTION(shop.checkout(), transport_error,
                        [](const auto& err) { return !err.may_have_happened(); });
}

BOOST_AUTO_TEST_CASE(reading_has_no_effect) {
  for (auto& answer : {hang_up(), refuse(500, "internal"), reply(200, "{")})
    BOOST_TEST(!may_have_happened({answer, answer}, [](client& shop) { shop.get_product(7); }));
}

// The line is gone, and what is left in the cart is not known.
BOOST_AUTO_TEST_CASE(a_removal_is_not_undone_by_what_follows_it) {
  BOOST_TEST(may_have_happened({hang_up(), refuse(404, "line_unknown"), refuse(500, "internal")},
                               [](client& shop) { shop.remove_from_cart(7); }));
  BOOST_TEST(may_have_happened({hang_up(), refuse(404, "line_unknown"), reply(200, "{")},
                               [](client& shop) { shop.remove_from_cart(7); }));
}

BOOST_AUTO_TEST_SUITE_END()
