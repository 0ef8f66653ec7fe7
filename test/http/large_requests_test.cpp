// Large requests that do not come to an end: how much memory they take from others.

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace large_request {

using namespace souk::test;
using namespace std::chrono_literals;

constexpr std::size_t body_bytes = 100'000;
const std::string product = R"({"name":"Lamp","price":1})";
const std::string head = "POST /products HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
const std::string whole =
  head + "Content-Length: " + std::to_string(body_bytes) + "\r\n\r\n" + product;
const std::string almost_all(body_bytes - 1'000, ' ');
const std::string unfinished = whole + almost_all;

/// A shop with room for eight of the largest bodies, of which one address may have four.
struct room_fixture {
  /// Sends the beginning of a request from one connection after the other until one is refused, and
  /// keeps all of them. Returns how many there are.
  std::size_t fill_room(const std::string& beginning, const std::string& address) {
    const auto has_answer = [](auto& each) { return each->wait_for_answer(1ms); };
    std::vector<std::unique_ptr<raw_connection>> greedy;
    auto refused = greedy.end();
    while (refused == greedy.end() && greedy.size() < 40) {
      greedy.push_back(connect(address));
      greedy.back()->send(beginning);
      refused = std::find_if(greedy.begin(), greedy.end(), has_answer);
    }
    BOOST_REQUIRE((refused != greedy.end()));
    const auto answer = (*refused)->receive();
    check_problem(answer, 503, "overloaded");
    BOOST_TEST(answer.field("retry-after") != "");
    BOOST_TEST(answer.field("connection") == "close");
    const auto count = greedy.size();
    std::move(greedy.begin(), greedy.end(), std::back_inserter(kept));
    return count;
  }

  std::unique_ptr<raw_connection> connect(const std::string& address) {
    return std::make_unique<raw_connection>(
      open_stream(shop.port(), transport::plain, {.address = address}));
  }

  /// Whether a large request is taken; with many tries, once those that gave up are known to have.
  bool takes_one_from(const std::string& address, int tries) {
    for (int i = 0; i < tries; ++i) {
      auto honest = connect(address);
      honest->send(whole + std::string(body_bytes - product.size(), ' '));
      if (honest->receive().status == 201)
        return true;
    }
    return false;
  }

  edge_shop shop{transport::plain,
                 {.body_bytes_max = body_bytes,
                  .unfinished_bytes_max = 0,
                  .unfinished_bytes_per_address_max = 0,
                  .connections_per_address_max = 50}};
  std::vector<std::unique_ptr<raw_connection>> kept;
};

} // namespace large_request

BOOST_FIXTURE_TEST_SUITE(large_request, large_request::room_fixture)

BOOST_AUTO_TEST_CASE(one_address_leaves_room_for_others) {
  BOOST_TEST(fill_room(unfinished, "127.0.0.2") > 4);
  BOOST_TEST(takes_one_from("127.0.0.3", 1));
}

BOOST_AUTO_TEST_CASE(all_addresses_have_so_much_together) {
  const auto of_one = fill_room(unfinished, "127.0.0.2");
  const auto of_another = fill_room(unfinished, "127.0.0.3");
  BOOST_TEST(of_one + of_another > 8);
  auto late = connect("127.0.0.4");
  late->send(unfinished);
  check_problem(late->receive(), 503, "overloaded");
  // A small one takes no room.
  BOOST_TEST(shop.post("/products", product).status == 201);
  // Whoever gives up makes room.
  kept.clear();
  BOOST_TEST(takes_one_from("127.0.0.4", 1'000));
}

BOOST_AUTO_TEST_CASE(chunks_take_room_for_what_comes_and_for_what_is_meant) {
  const auto chunked = head + "Transfer-Encoding: chunked\r\n\r\n18600\r\n" + almost_all;
  BOOST_TEST(fill_room(chunked, "127.0.0.2") < fill_room(unfinished, "127.0.0.3"));
}

BOOST_AUTO_TEST_SUITE_END()
