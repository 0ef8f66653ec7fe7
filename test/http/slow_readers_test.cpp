// Clients that take their answers slowly, or not at all.

#include "test/http/edge_shop.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

BOOST_AUTO_TEST_SUITE(slow_readers)

namespace {

using namespace souk::test;
using namespace std::chrono_literals;

/// The limit that a test waits for, and a time in which it must have had its effect.
constexpr auto short_time = 300ms;
constexpr auto soon = 5s;

} // namespace

BOOST_AUTO_TEST_CASE(a_client_that_never_reads_is_cut) {
  for (auto how : {transport::plain, transport::tls}) {
    edge_shop shop{how, {.write_stall_time = short_time}};
    for (int i = 0; i < 20; ++i)
      shop.post("/products", "{\"name\":\"a\",\"price\":1,\"description\":\""
                               + std::string(10'000, 'd') + "\"}");
    auto stream = open_stream(shop.port(), how, {.window_bytes = 4'096});
    for (int i = 0; i < 60; ++i)
      stream->send(bytes_of({"GET", "/products"}));
    BOOST_TEST(shop.get("/health").status == 200);
    BOOST_TEST(stream->wait_for_reset(soon));
    BOOST_TEST(shop.get("/health").status == 200);
  }
}

// The kernel takes such an answer whole, and would keep it for as long as the client is there.
BOOST_AUTO_TEST_CASE(a_client_that_never_reads_a_single_answer_is_cut) {
  for (auto how : {transport::plain, transport::tls}) {
    edge_shop shop{how, {.write_stall_time = short_time, .idle_time = 1min}};
    for (int i = 0; i < 20; ++i)
      shop.post("/products", "{\"name\":\"a\",\"price\":1,\"description\":\""
                               + std::string(10'000, 'd') + "\"}");
    auto stream = open_stream(shop.port(), how, {.window_bytes = 4'096});
    stream->send(bytes_of({"GET", "/products"}));
    // Whoever gives up is not heard unless something is said to him.
    bool is_cut = stream->wait_for_reset(short_time);
    for (int i = 0; i < soon / short_time && !is_cut; ++i) {
      stream->send("G");
      is_cut = stream->wait_for_reset(short_time);
    }
    BOOST_TEST(is_cut);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_reads_slowly_is_not_cut) {
  edge_shop shop{transport::plain, {.write_stall_time = short_time}};
  for (int i = 0; i < 20; ++i)
    shop.post("/products",
              "{\"name\":\"a\",\"price\":1,\"description\":\"" + std::string(10'000, 'd') + "\"}");
  constexpr int count = 60;
  auto stream = open_stream(shop.port(), transport::plain, {.window_bytes = 64 * 1024});
  for (int i = 0; i < count; ++i)
    stream->send(bytes_of({"GET", "/products"}));
  constexpr std::size_t whole = count * std::size_t{200'000};
  // It takes as much at a time as lets each pause be shorter than the limit, and all of them
  // longer.
  constexpr std::size_t sip = whole / 12;
  std::size_t received = 0;
  std::size_t next_pause = sip;
  for (ending how{}; received < whole;) {
    const auto size = stream->receive(how).size();
    BOOST_REQUIRE(size > 0);
    received += size;
    if (received < next_pause)
      continue;
    next_pause += sip;
    std::this_thread::sleep_for(short_time / 3);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_reads_all_the_time_is_not_cut) {
  edge_shop shop{transport::plain, {.write_stall_time = short_time}};
  for (int i = 0; i < 100; ++i)
    shop.post("/products",
              "{\"name\":\"a\",\"price\":1,\"description\":\"" + std::string(10'000, 'd') + "\"}");
  auto stream = open_stream(shop.port(), transport::plain);
  constexpr int count = 20;
  for (int i = 0; i < count; ++i)
    stream->send(bytes_of({"GET", "/products"}));
  // Much slower than the kernel would have it before it says that more may be written.
  constexpr std::size_t enough = 3'000'000;
  std::size_t received = 0;
  for (ending how{}; received < enough;) {
    const auto size = stream->receive(how).size();
    BOOST_REQUIRE(size > 0);
    received += size;
    std::this_thread::sleep_for(10ms);
  }
}

BOOST_AUTO_TEST_SUITE_END()
