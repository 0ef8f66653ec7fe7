// What becomes of a connection, over every transport: pipelines, closing, breaking off, continuing.

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(connection_lives)

namespace {

using namespace souk::test;

const std::string health = bytes_of({"GET", "/health"});
const std::string canary = add_line + "Content-Length: 0\r\n\r\n";
const std::string json = "Content-Type: application/json\r\n";

std::string add(const std::string& fields, const std::string& body = "") {
  return add_line + json + fields + "\r\n" + body;
}

void play_everywhere(const std::vector<wire_case>& cases) {
  over_each_transport([&](edge_shop& shop) { play(shop, cases); });
}

/// The same cart's request for a user of one's own.
std::string of_user(std::string request, const std::string& user) {
  return request.replace(request.find("@K@"), 3, user);
}

} // namespace

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order) {
  std::string requests = health;
  std::string answers = "200";
  for (int i = 0; i < 25; ++i) {
    requests += bytes_of({"GET", "/nowhere"}) + health;
    answers += ", 404 route_unknown, 200";
  }
  play_everywhere(
    {{requests, answers},
     {health + canary + add("Transfer-Encoding: chunked\r\n", "3\r\n{ }\r\n0\r\n\r\n") + health,
      "200, 200, 200, 200", fate::kept, 2},
     {health + add("Content-Length: 1\r\n", "{") + canary + health,
      "200, 400 malformed_request, 200, 200", fate::kept, 1}});
}

BOOST_AUTO_TEST_CASE(a_body_is_no_request) {
  play_everywhere(
    {{"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(canary.size())
        + "\r\n\r\n" + canary,
      "200"},
     {add("Content-Length: 3\r\n", "{ }") + "\r\n" + health, "200, 200", fate::kept, 1}});
}

BOOST_AUTO_TEST_CASE(nothing_is_run_after_the_last_request) {
  play_everywhere(
    {{"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + canary, "200", fate::closed},
     {"GET /health HTTP/1.0\r\n\r\n" + canary, "200", fate::closed},
     {add("Connection: close\r\nContent-Length: 3\r\n", "{ }"), "200", fate::closed, 1}});
}

BOOST_AUTO_TEST_CASE(what_follows_a_good_request_does_it_no_harm) {
  play_everywhere(
    {{health + std::string{"\0\1garbage\r\n\r\n", 13}, "200, 400 malformed_request", fate::closed},
     {add("Content-Length: 3\r\n", "{ }X\x01Y\r\n\r\n"), "200, 400 malformed_request", fate::closed,
      1}});
}

BOOST_AUTO_TEST_CASE(a_client_that_has_nothing_more_to_say_gets_its_answers) {
  play_everywhere({{health, "200", fate::closed, 0, true},
                   {health + canary + health, "200, 200, 200", fate::closed, 1, true}});
}

BOOST_AUTO_TEST_CASE(a_request_that_ends_early_is_not_executed) {
  const std::string refused = "400 malformed_request";
  play_everywhere(
    {{add("Content-Length: 5\r\n", "{ }"), refused, fate::closed, 0, true},
     {add("Transfer-Encoding: chunked\r\n", "3\r\n{ }\r\n"), refused, fate::closed, 0, true},
     {add_line, refused, fate::closed, 0, true},
     {"GET", refused, fate::closed, 0, true}});
}

BOOST_AUTO_TEST_CASE(a_connection_without_a_request_ends_in_silence) {
  over_each_transport([](edge_shop& shop) {
    auto connection = shop.connect();
    connection->send("\r\n");
    connection->finish_sending();
    BOOST_TEST(connection->wait_for_end() == ending::closed);
  });
}

BOOST_AUTO_TEST_CASE(a_body_may_come_later) {
  over_each_transport([](edge_shop& shop) {
    for (int i = 0; i < 3; ++i) {
      shop.connection->send(health + of_user(add("Content-Length: 3\r\n"), "ann"));
      BOOST_TEST(shop.connection->receive().status == 200);
      shop.connection->send("{ ");
      BOOST_TEST(shop.connect()->ask({"GET", "/health"}).status == 200);
      shop.connection->send("}");
      BOOST_TEST(shop.connection->receive().status == 200);
    }
    BOOST_TEST(shop.executions("ann") == "3");
  });
}

BOOST_AUTO_TEST_CASE(a_client_that_waits_for_100_continue_gets_it) {
  over_each_transport([](edge_shop& shop) {
    for (std::string framing : {"Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n"}) {
      shop.connection->send(of_user(add("Expect: 100-continue\r\n" + framing), "ann"));
      BOOST_TEST(shop.connection->receive().status == 100);
      shop.connection->send(framing.starts_with('C') ? "{ }" : "3\r\n{ }\r\n0\r\n\r\n");
      BOOST_TEST(shop.connection->receive().status == 200);
    }
    BOOST_TEST(shop.executions("ann") == "2");
  });
}

BOOST_AUTO_TEST_CASE(a_client_that_need_not_wait_gets_no_100) {
  const std::string expect = "Expect: 100-continue\r\n";
  for (auto how : {transport::plain, transport::tls}) {
    edge_shop shop{how};
    play(shop,
         {{add(expect + "Content-Length: 3\r\n", "{ }") + health, "200, 200", fate::kept, 1}});
  }
  play_everywhere(
    {{add(expect + "Content-Length: 0\r\n"), "200", fate::kept, 1},
     {add(expect + "Content-Length: 2097152\r\n"), "413 body_too_large", fate::closed},
     {add("Expect: coffee\r\nContent-Length: 3\r\n", "{ }"), "417 expectation_failed",
      fate::closed},
     {"POST /cart?user_id=@K@&product_id=1 HTTP/1.0\r\n" + json + expect
        + "Content-Length: 3\r\n\r\n{ }",
      "200", fate::closed, 1}});
}

BOOST_AUTO_TEST_CASE(a_refusal_arrives_whole_although_the_client_still_sends) {
  over_each_transport([](edge_shop& shop) {
    auto connection = shop.connect();
    connection->send("POST /products HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n");
    const std::string part(50'000, ' ');
    connection->send(part);
    check_problem(connection->receive(), 413, "body_too_large");
    connection->send(part);
    BOOST_TEST(connection->wait_for_end() == ending::closed);
    connection->send(part);
  });
}

// As many programs do: they read an answer when they have sent everything.
BOOST_AUTO_TEST_CASE(a_refusal_reaches_whoever_sends_all_of_a_large_body_first) {
  over_each_transport([](edge_shop& shop) {
    constexpr std::size_t size = std::size_t{8} << 20;
    auto connection = shop.connect();
    connection->send("POST /products HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size)
                     + "\r\n\r\n");
    const std::string part(std::size_t{64} << 10, ' ');
    for (std::size_t sent = 0; sent < size; sent += part.size())
      connection->send(part);
    check_problem(connection->receive(), 413, "body_too_large");
  });
}

BOOST_AUTO_TEST_CASE(a_last_answer_arrives_whole_although_the_client_still_sends) {
  over_each_transport([](edge_shop& shop) {
    auto connection = shop.connect();
    connection->send("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                     + std::string(50'000, 'x'));
    BOOST_TEST(connection->receive().status == 200);
    BOOST_TEST(connection->wait_for_end() == ending::closed);
  });
}

BOOST_AUTO_TEST_CASE(what_comes_after_the_last_answer_is_read) {
  over_each_transport([](edge_shop& shop) {
    auto connection = shop.connect();
    connection->send("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    BOOST_TEST(connection->receive().status == 200);
    for (int i = 0; i < 3; ++i)
      connection->send(std::string(10'000, 'x'));
    BOOST_TEST(connection->wait_for_end() == ending::closed);
  });
}

BOOST_AUTO_TEST_CASE(interleaved_connections_all_get_their_answers) {
  over_each_transport([](edge_shop& shop) {
    std::vector<std::unique_ptr<raw_connection>> all;
    for (int i = 0; i < 25; ++i)
      all.push_back(shop.connect());
    for (std::size_t begin = 0; begin < health.size(); begin += 10)
      for (auto& each : all)
        each->send(health.substr(begin, 10));
    for (auto& each : all)
      BOOST_TEST(each->receive().status == 200);
  });
}

BOOST_AUTO_TEST_CASE(a_head_among_refused_requests_keeps_them_in_step) {
  over_each_transport([](edge_shop& shop) {
    auto& connection = *shop.connection;
    connection.send(bytes_of({"HEAD", "/products/1"}) + health + bytes_of({"HEAD", "/nowhere"})
                    + "HEAD / HTTP/1.1\r\n\r\n");
    BOOST_TEST(connection.receive(true).status == 200);
    BOOST_TEST(connection.receive().status == 200);
    BOOST_TEST(connection.receive(true).status == 404);
    // A refusal of HEAD has no body either.
    BOOST_TEST(connection.receive(true).status == 400);
    BOOST_TEST(connection.wait_for_end() == ending::closed);
  });
}

BOOST_AUTO_TEST_SUITE_END()
