// What a client may take of the server: time, connections, requests.

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

BOOST_AUTO_TEST_SUITE(limits)

namespace {

using namespace souk::test;
using namespace std::chrono_literals;
using souk::edge_limits;

/// The limit that a test waits for, and a time in which it must have had its effect.
constexpr auto short_time = 300ms;
constexpr auto soon = 5s;
/// More often than any event needs to happen.
constexpr int tries_max = 1'000;

const std::string health = bytes_of({"GET", "/health"});

/// Sends the beginning, and then a byte now and then, until there is an answer.
raw_response drip(raw_connection& connection, const std::string& begin, char piece) {
  connection.send(begin);
  const auto until = std::chrono::steady_clock::now() + soon;
  while (!connection.wait_for_answer(20ms)) {
    BOOST_REQUIRE((std::chrono::steady_clock::now() < until));
    connection.send({&piece, 1});
  }
  return connection.receive();
}

/// Whether the connection ends in order, without a word, and soon.
bool ends_soon(raw_connection& connection) {
  return connection.wait_for_answer(soon) && connection.wait_for_end() == ending::closed;
}

/// A connection that was refused for their number.
void check_refused(const edge_shop& shop) {
  auto another = shop.connect();
  auto answer = another->receive();
  check_problem(answer, 429, "too_many_connections");
  BOOST_TEST(answer.field("connection") == "close");
  BOOST_TEST(another->wait_for_end() == ending::closed);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_head_that_drips_is_answered_408) {
  over_each_transport(
    [](edge_shop& shop) {
      for (std::string begin :
           {"G", "GET /health HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: "}) {
        auto connection = shop.connect();
        auto answer = drip(*connection, begin, 'a');
        check_problem(answer, 408, "request_timeout");
        BOOST_TEST(answer.field("connection") == "close");
        // Who drips on hears the whole of it.
        connection->send("a");
        BOOST_TEST(connection->wait_for_end() == ending::closed);
      }
    },
    {.header_time = short_time});
}

BOOST_AUTO_TEST_CASE(the_longest_head_that_may_be_allowed_is_read) {
  constexpr std::size_t line_bytes = 63 * std::size_t{1024};
  edge_shop shop{transport::plain,
                 {.request_line_bytes_max = line_bytes,
                  .header_bytes_max = souk::head_bytes_most - line_bytes,
                  .requests_per_connection_max = 1}};
  // Behind the edge it is longer by what makes it the last of its connection.
  const std::string begin = "GET /health?";
  const std::string end = " HTTP/1.1";
  const std::string line = begin + std::string(line_bytes - begin.size() - end.size(), 'q') + end;
  const std::string host = "Host: a\r\nX: ";
  const auto rest = souk::head_bytes_most - line_bytes - host.size() - 2;
  const std::string fields = host + std::string(rest, 'x');
  shop.connection = shop.connect();
  shop.connection->send(line + "\r\n" + fields + "\r\n\r\n");
  BOOST_TEST(shop.connection->receive().status == 200);
}

BOOST_AUTO_TEST_CASE(a_body_that_drips_is_answered_408) {
  over_each_transport(
    [](edge_shop& shop) {
      const auto begin = std::string{add_line}.replace(add_line.find("@K@"), 3, "ann");
      for (std::string rest :
           {"Content-Length: 1000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n3e8\r\n{"}) {
        auto connection = shop.connect();
        check_problem(drip(*connection, begin + rest, ' '), 408, "request_timeout");
        connection->send(" ");
        BOOST_TEST(connection->wait_for_end() == ending::closed);
      }
      BOOST_TEST(shop.executions("ann") == "0");
    },
    {.request_time = short_time});
}

BOOST_AUTO_TEST_CASE(a_body_has_longer_than_a_head) {
  edge_shop shop{transport::plain, {.header_time = 100ms, .request_time = 2s}};
  shop.connection->send("PUT /products/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        "Content-Length: 11\r\n\r\n{");
  BOOST_TEST(!shop.connection->wait_for_answer(600ms));
  shop.connection->send("\"price\":2}");
  BOOST_TEST(shop.connection->receive().status == 200);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed) {
  over_each_transport(
    [](edge_shop& shop) {
      BOOST_TEST(ends_soon(*shop.connect()));
      for (std::string fields : {"", "Connection: Upgrade\r\nUpgrade: x\r\n"}) {
        auto connection = shop.connect();
        connection->send("GET /health HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
        BOOST_TEST(connection->receive().status == 200);
        BOOST_TEST(ends_soon(*connection));
      }
    },
    {.idle_time = short_time});
}

BOOST_AUTO_TEST_CASE(an_empty_line_makes_an_idle_connection_no_busier) {
  edge_shop shop{transport::plain, {.write_stall_time = short_time}};
  shop.connection->send(health + "\r\n");
  BOOST_TEST(shop.connection->receive().status == 200);
  BOOST_TEST(!shop.connection->wait_for_answer(3 * short_time));
  BOOST_TEST(shop.get("/health").status == 200);
}

BOOST_AUTO_TEST_CASE(a_connection_ends_with_the_last_request_it_may_have) {
  over_each_transport(
    [](edge_shop& shop) {
      auto connection = shop.connect();
      for (std::string last : {"keep-alive", "keep-alive", "close"})
        BOOST_TEST(connection->ask({"GET", "/health"}).field("connection") == last);
      BOOST_TEST(connection->wait_for_end() == ending::closed);
      const auto canary = add_line + "Content-Length: 0\r\n\r\n";
      play(shop, {{health + health + health + canary, "200, 200, 200", fate::closed},
                  {health + canary + canary + canary, "200, 200, 200", fate::closed, 2}});
    },
    {.requests_per_connection_max = 3});
}

BOOST_AUTO_TEST_CASE(no_field_lengthens_a_connection) {
  edge_shop shop{transport::plain, {.requests_per_connection_max = 1}};
  shop.connection = shop.connect();
  shop.connection->send("GET /health HTTP/1.0\r\nProxy-Connection: keep-alive\r\n\r\n");
  BOOST_TEST(shop.connection->receive().field("connection") == "close");
  BOOST_TEST(shop.connection->wait_for_end() == ending::closed);
}

BOOST_AUTO_TEST_CASE(an_address_has_so_many_connections) {
  over_each_transport(
    [](edge_shop& shop) {
      auto first = shop.connect();
      auto second = shop.connect();
      BOOST_TEST(first->ask({"GET", "/health"}).status == 200);
      BOOST_TEST(second->ask({"GET", "/health"}).status == 200);
      for (int i = 0; i < 10; ++i)
        check_refused(shop);
      BOOST_TEST(first->ask({"GET", "/health"}).status == 200);
      BOOST_TEST(second->ask({"GET", "/health"}).status == 200);
      first.reset();
      // That it has closed may take the server a moment to see.
      auto status = 0;
      for (int i = 0; i < tries_max && status != 200; ++i) {
        auto another = shop.connect();
        another->send(health);
        status = another->receive().status;
      }
      BOOST_TEST(status == 200);
      BOOST_TEST(second->ask({"GET", "/health"}).status == 200);
    },
    {.connections_per_address_max = 3});
}

BOOST_AUTO_TEST_CASE(only_a_proxy_may_have_more_connections_than_a_client) {
  using networks = std::vector<std::string>;
  const std::vector<std::tuple<bool, networks, bool>> cases{
    {false, {}, false},
    {false, {"10.0.0.7"}, false},
    {false, {"127.0.0.1"}, true},
    {true, {"10.0.0.7"}, false},
    {true, {"127.0.0.1"}, true},
    // Which of the others is the proxy is not known.
    {true, {}, true},
  };
  for (auto& [is_behind_one, trusted, is_proxy] : cases) {
    souk::server_options options;
    options.edge.limits.connections_per_address_max = 2;
    options.edge.behind_proxy = is_behind_one;
    options.edge.trusted_proxies = trusted;
    shop_fixture shop{options};
    auto second = shop.connect();
    BOOST_TEST(second->ask({"GET", "/health"}).status == 200);
    auto third = shop.connect();
    third->send(health);
    BOOST_TEST(third->receive().status == (is_proxy ? 200 : 429));
  }
}

BOOST_AUTO_TEST_CASE(refused_connections_take_nothing_from_the_others) {
  edge_shop shop{transport::plain, {.idle_time = 2s, .connections_per_address_max = 2}};
  auto idle = shop.connect();
  BOOST_TEST(idle->ask({"GET", "/health"}).status == 200);
  for (int i = 0; i < 10; ++i)
    check_refused(shop);
  BOOST_TEST(ends_soon(*idle));
}

BOOST_AUTO_TEST_CASE(a_refused_connection_is_not_kept_for_a_client_that_stays) {
  edge_shop shop{transport::plain, {.connections_per_address_max = 1}};
  auto stream = open_stream(shop.port(), transport::plain);
  ending how{};
  BOOST_TEST(stream->receive(how).starts_with("HTTP/1.1 429 "));
  BOOST_TEST(stream->receive(how) == "");
  // The client does not close; what it sends meets a closed port once the server has.
  bool has_ended = false;
  const auto until = std::chrono::steady_clock::now() + soon;
  while (!has_ended && std::chrono::steady_clock::now() < until) {
    try {
      stream->send("x");
    } catch (const connection_lost&) {
      has_ended = true;
    }
    stream->wait_for_reset(20ms);
  }
  BOOST_TEST(has_ended);
}

BOOST_AUTO_TEST_CASE(a_client_that_is_gone_before_it_is_accepted_takes_no_place) {
  constexpr std::size_t places = 20;
  for (auto how : {transport::plain, transport::tls}) {
    edge_shop shop{how, {.connections_max = places, .connections_per_address_max = 2 * places}};
    for (std::size_t i = 0; i < 20 * places; ++i)
      open_stream(shop.port(), transport::plain, {.resets = true});
    BOOST_TEST(shop.connect()->ask({"GET", "/health"}).status == 200);
  }
}

BOOST_AUTO_TEST_CASE(idle_connections_make_room_for_new_ones) {
  for (auto how : {transport::plain, transport::tls}) {
    edge_shop shop{how, {.connections_max = 8}};
    std::vector<std::unique_ptr<raw_connection>> idle;
    for (int i = 0; i < 20; ++i) {
      idle.push_back(shop.connect());
      BOOST_TEST(idle.back()->ask({"GET", "/health"}).status == 200);
    }
    BOOST_TEST(idle.front()->wait_for_end() == ending::closed);
  }
}

BOOST_AUTO_TEST_CASE(handshakes_that_are_not_made_leave_room_for_others) {
  constexpr std::size_t places = 16;
  for (std::string begin : {"", "\x16\x03\x01\x02"}) {
    edge_shop shop{
      transport::tls,
      {.handshake_time = 1h, .connections_max = places, .connections_per_address_max = places / 2}};
    std::vector<std::unique_ptr<byte_stream>> stuck;
    for (std::size_t i = 0; i < places; ++i) {
      stuck.push_back(open_stream(shop.port(), transport::plain, {.address = "127.0.0.9"}));
      stuck.back()->send(begin);
    }
    BOOST_TEST(shop.connect()->ask({"GET", "/health"}).status == 200);
  }
}

BOOST_AUTO_TEST_CASE(who_has_too_many_connections_keeps_nobody_out) {
  constexpr std::size_t places = 80;
  edge_shop shop{transport::plain,
                 {.connections_max = places, .connections_per_address_max = places / 4}};
  std::vector<std::unique_ptr<byte_stream>> stuck;
  for (std::size_t i = 0; i < 10 * places; ++i) {
    stuck.push_back(open_stream(shop.port(), transport::plain, {.address = "127.0.0.9"}));
    stuck.back()->send("GET / HTTP/1.1\r\n");
  }
  BOOST_TEST(shop.connect()->ask({"GET", "/health"}).status == 200);
}

BOOST_AUTO_TEST_CASE(a_time_without_end_is_one) {
  constexpr auto endless = std::chrono::milliseconds::max();
  edge_shop shop{transport::plain,
                 {.header_time = endless,
                  .request_time = endless,
                  .write_stall_time = endless,
                  .idle_time = endless}};
  BOOST_TEST(shop.get("/health").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
