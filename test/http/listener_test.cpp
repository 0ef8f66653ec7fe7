// Connections: kept alive, pipelined, half closed, broken off.

#include "test/http/shop_fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace connections {

using namespace souk::test;

struct listener_fixture : shop_fixture {
  /// Receives that many answers; gives their statuses.
  std::string statuses(int count) {
    std::string result;
    for (int i = 0; i < count; ++i)
      result += (i == 0 ? "" : " ") + std::to_string(connection->receive().status);
    return result;
  }

  std::string lamp = make("1", "null", "Lamp");
};

std::string get_product(int id) {
  return bytes_of({"GET", "/products/" + std::to_string(id)});
}

} // namespace connections

BOOST_FIXTURE_TEST_SUITE(connections, connections::listener_fixture)

BOOST_AUTO_TEST_CASE(a_connection_serves_many_requests) {
  for (int i = 0; i < 100; ++i) {
    auto answer = get("/products/1");
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(answer.field("connection") == "keep-alive");
  }
}

BOOST_AUTO_TEST_CASE(a_client_may_end_the_connection_with_its_last_request) {
  auto answer = ask({"GET", "/products/1", "", {"Connection: close"}});
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.field("connection") == "close");
  BOOST_TEST(connection->is_at_end());
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order) {
  for (int i = 2; i <= 50; ++i)
    make("1");
  std::string all;
  for (int id = 1; id <= 50; ++id)
    all += get_product(id);
  connection->send(all);
  for (int id = 1; id <= 50; ++id)
    BOOST_TEST(check_json(connection->receive(), 200).at("/id") == std::to_string(id));
  BOOST_TEST(get("/health").status == 200);
}

BOOST_AUTO_TEST_CASE(pipelined_requests_of_every_kind_are_answered_in_order) {
  connection->send(
    bytes_of({"POST", "/products", R"({"name":"a","price":1})"}) + bytes_of({"GET", "/nowhere"})
    + bytes_of({"GET", "/products/2"}) + bytes_of({"POST", "/products", "{"})
    + bytes_of({"PATCH", "/products"}) + bytes_of({"POST", "/cart?user_id=ann&product_id=2"})
    + bytes_of({"POST", "/checkout?user_id=ann"}) + bytes_of({"POST", "/checkout?user_id=ann"})
    + bytes_of({"DELETE", "/products/2"}) + bytes_of({"GET", "/products/2"}));
  BOOST_TEST(statuses(10) == "201 404 200 400 405 200 201 409 204 404");
}

BOOST_AUTO_TEST_CASE(a_head_among_pipelined_requests_keeps_them_in_step) {
  connection->send(bytes_of({"HEAD", "/products/1"}) + get_product(1)
                   + bytes_of({"HEAD", "/nowhere"}) + bytes_of({"OPTIONS", "/cart"})
                   + get_product(1));
  auto first = connection->receive(true);
  auto second = connection->receive();
  BOOST_TEST((lasting_fields(first) == lasting_fields(second)));
  BOOST_TEST(connection->receive(true).status == 404);
  BOOST_TEST(connection->receive().status == 204);
  BOOST_TEST(connection->receive().body == second.body);
  BOOST_TEST(get("/products/1").status == 200);
}

BOOST_AUTO_TEST_CASE(a_body_in_a_later_segment_is_no_request) {
  const std::string body = "DELETE /products/1 HTTP/1.1\r\nHost: a\r\n\r\n";
  connection->send(get_product(1) + "POST /products HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain"
                   + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  BOOST_TEST(connection->receive().status == 200);
  connection->send(body);
  BOOST_TEST(connection->receive().status == 415);
  BOOST_TEST(get("/products/1").status == 200);
}

BOOST_AUTO_TEST_CASE(a_request_may_come_in_small_pieces) {
  const auto bytes = bytes_of({"POST", "/products", R"({"name":"Tea","price":1})"});
  for (char c : bytes)
    connection->send({&c, 1});
  BOOST_TEST(check_json(connection->receive(), 201).text("/name") == "Tea");
}

BOOST_AUTO_TEST_CASE(a_client_that_has_nothing_more_to_say_gets_its_answers) {
  connection->send(get_product(1) + get_product(9) + get_product(1));
  connection->finish_sending();
  BOOST_TEST(statuses(3) == "200 404 200");
  BOOST_TEST(connection->is_at_end());
}

BOOST_AUTO_TEST_CASE(clients_that_break_off_harm_nobody) {
  for (int i = 0; i < 50; ++i) {
    raw_connection other{port()};
    const auto bytes = bytes_of({"POST", "/products", R"({"name":"Tea","price":1})"});
    other.send(bytes.substr(0, bytes.size() * static_cast<std::size_t>(i + 1) / 50));
  }
  BOOST_TEST(get("/products/1").status == 200);
  BOOST_TEST(check_json(get("/health"), 200).at("/restarts") == "0");
}

BOOST_AUTO_TEST_CASE(connections_are_independent) {
  std::vector<std::unique_ptr<raw_connection>> others;
  for (int i = 0; i < 50; ++i)
    others.push_back(std::make_unique<raw_connection>(port()));
  for (auto& each : others)
    each->send(get_product(1));
  for (auto each = others.rbegin(); each != others.rend(); ++each)
    BOOST_TEST((*each)->receive().status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
