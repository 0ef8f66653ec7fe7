// The tour in a shop that does something else than it should.

#include "test/demo/programs.hpp"
#include "test/sdk/scripted_server.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(demo_surprise)

namespace {

using namespace souk::test;

/// The server has one connection at a time, and the tour one for the seller and one for each buyer.
step answer(int status, std::string_view body = {}) {
  auto result = reply(status, body, "Connection: close\r\n");
  result.closes = true;
  return result;
}

step refused(int status, const std::string& code) {
  return answer(status, R"({"code":")" + code + R"("})");
}

const step health = answer(200, R"({"status":"ok","version":"1","uptime_seconds":5})");

const step empty_cart =
  answer(200, R"({"user_id":"a","items":[],"total":0,"currency":"USD","version":0,"warnings":[]})");

const step deleted = answer(204);

step created(int id, const std::string& name, const std::string& price, int stock) {
  return answer(201, R"({"id":)" + std::to_string(id) + R"(,"name":")" + name + R"(","price":)"
                       + price + R"(,"currency":"USD","stock":)" + std::to_string(stock)
                       + R"(,"description":"Made for a tour of the shop.","version":1,)"
                       + R"("created_at":"2026-01-02T03:04:05.678Z",)"
                       + R"("updated_at":"2026-01-02T03:04:05.678Z"})");
}

const step lamp = created(7, "Brass lamp", "19.99", 10);
const step dear_teapot = created(8, "Clay teapot", "34.51", 4);

constexpr const char* dear_teapot_line = "souk-demo: [ 2/10] Add products: price of Clay teapot: "
                                         "expected 34.50 USD, got 34.51 USD";

} // namespace

BOOST_AUTO_TEST_CASE(a_wrong_answer_ends_the_tour_and_nothing_is_left) {
  scripted_server shop{{health, empty_cart, lamp, dear_teapot, empty_cart, deleted, deleted}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.err == std::string{dear_teapot_line} + "\n");
  const auto sent = shop.arrivals();
  BOOST_REQUIRE(sent.size() == 7u);
  BOOST_TEST(sent[4].line == sent[1].line); // the buyer's cart
  BOOST_TEST(sent[5].line == "DELETE /products/8");
  BOOST_TEST(sent[6].line == "DELETE /products/7");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_deleted_is_named) {
  scripted_server shop{
    {health, empty_cart, lamp, dear_teapot, refused(500, "internal"), refused(500, "internal")}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.err == std::string{dear_teapot_line} + "; could not delete products 7, 8\n");
}

BOOST_AUTO_TEST_CASE(a_product_that_is_gone_already_need_not_be_deleted) {
  scripted_server shop{{health, empty_cart, lamp, dear_teapot, empty_cart,
                        refused(404, "product_unknown"), refused(404, "product_unknown")}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.err == std::string{dear_teapot_line} + "\n");
}

BOOST_AUTO_TEST_CASE(an_unexpected_refusal_is_told_with_its_step) {
  scripted_server shop{{health, empty_cart, refused(500, "internal"), empty_cart}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.err.starts_with("souk-demo: [ 2/10] Add products: "), end.err);
  BOOST_TEST(has(end.err, "500 internal"), end.err);
}

BOOST_AUTO_TEST_CASE(something_that_is_no_shop_is_named) {
  scripted_server shop{{answer(200, "<html>")}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(end.out == "");
  BOOST_TEST(end.err.starts_with("souk-demo: no proper answer from " + shop.url()), end.err);
}

BOOST_AUTO_TEST_CASE(an_answer_cannot_steer_the_terminal) {
  scripted_server shop{
    {answer(200, R"({"status":"\u001b[2J\u009bok","uptime_seconds":5})"), empty_cart, empty_cart}};
  const auto end = run_demo({"--url", shop.url()});
  BOOST_TEST(end.code == 1);
  BOOST_TEST(has(end.err, "expected \"ok\", got \"?[2J?ok\""), end.err);
  BOOST_TEST(!has(end.out + end.err, "\x1b"));
  BOOST_TEST(!has(end.out + end.err, "\xc2\x9b"));
}

BOOST_AUTO_TEST_SUITE_END()
