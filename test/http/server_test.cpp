// A server from its first answer to its last: settings, admission, deadline, draining.

#include "http/server.hpp"

#include "test/http/stalled_shop.hpp"
#include "test/tells.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <semaphore>
#include <stdexcept>
#include <thread>

BOOST_AUTO_TEST_SUITE(servers)

namespace {

using namespace souk;
using namespace souk::test;
using namespace std::chrono_literals;

/// More often than any event needs to happen.
constexpr int tries_max = 100'000;

const raw_request new_lamp{"POST", "/products", R"({"name":"Lamp","price":1})"};

/// Asks until the server refuses because it is being shut down, and gives that answer.
raw_response first_refusal(raw_connection& spare, raw_connection& used) {
  auto answer = used.ask({"GET", "/products"});
  for (int i = 0; i < tries_max && answer.status == 200; ++i) {
    // A request that was admitted before may have its answer after the server began to drain.
    const bool is_over = answer.field("connection") == "close";
    answer = (is_over ? spare : used).ask({"GET", "/products"});
  }
  return answer;
}

/// Ends a server while a few clients ask the same over and over.
void end_under_load(server_options options, const raw_request& request) {
  shop_fixture shop{std::move(options)};
  const auto port = shop.port();
  std::counting_semaphore<> answered{0};
  std::vector<std::thread> clients(3);
  for (auto& client : clients)
    client = std::thread([port, &answered, &request] {
      try {
        raw_connection mine{port};
        for (int j = 0; j < tries_max; ++j) {
          if (mine.ask(request).field("connection") == "close")
            mine.is_at_end();
          answered.release();
        }
      } catch (const connection_lost&) {
        // The server is gone.
      }
    });
  bool is_busy = true;
  for (int i = 0; i < 30 && is_busy; ++i)
    is_busy = answered.try_acquire_for(30s);
  BOOST_TEST(is_busy);
  shop.server.reset();
  for (auto& client : clients)
    client.join();
  BOOST_TEST(!is_listening(port));
}

} // namespace

BOOST_AUTO_TEST_CASE(a_server_picks_a_free_port) {
  server one{{.port = 0}};
  server other{{.port = 0}};
  BOOST_TEST(one.port() != 0);
  BOOST_TEST(one.port() != other.port());
  BOOST_TEST(raw_connection{one.port()}.ask({"GET", "/health"}).status == 200);
  BOOST_TEST(raw_connection{other.port()}.ask({"GET", "/health"}).status == 200);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_an_error_and_free_again_later) {
  auto first = std::make_unique<server>(server_options{.port = 0});
  const auto port = first->port();
  BOOST_CHECK_EXCEPTION(server({.port = port}), std::runtime_error, tells("--host and --port"));
  BOOST_TEST(raw_connection{port}.ask({"GET", "/health"}).status == 200);
  first.reset();
  BOOST_TEST(!is_listening(port));
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_work_are_errors) {
  BOOST_CHECK_EXCEPTION(server({.host = "no address", .port = 0}), std::runtime_error,
                        tells("Cannot listen on no address port 0"));
  BOOST_CHECK_EXCEPTION(server({.port = 0, .database = std::string(300, 'a')}), std::runtime_error,
                        tells("Cannot open the database"));
  BOOST_CHECK_THROW(server({.port = 0, .database = "nothing://"}), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_demo_shop_has_products) {
  shop_fixture shop{{.demo = true}};
  BOOST_TEST(check_json(shop.get("/products"), 200).size("") == 5);
}

BOOST_AUTO_TEST_CASE(a_shop_has_one_currency) {
  server_options options;
  options.shop.unit = {{'J', 'P', 'Y'}};
  shop_fixture shop{options};
  auto made = shop.post("/products", R"({"name":"Tea","price":500})");
  BOOST_TEST(made.body.find("\"price\":500,\"currency\":\"JPY\"") != std::string::npos);
  BOOST_TEST(faults_of(shop.post("/products", R"({"name":"Tea","price":5.5})"))
             == "/price too_many_decimals");
  BOOST_TEST(shop.get("/cart?user_id=ann").body.find("\"total\":0,\"currency\":\"JPY\"")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(more_requests_than_are_admitted_are_refused) {
  stalled_shop shop{{.in_flight_max = 1}};
  auto waiting = shop.stall(new_lamp);
  // The last one is not handed on as it is read.
  for (std::string target : {"/products", "/health", "/nowhere", "/%", "http://a/products"}) {
    auto answer = shop.get(target);
    check_problem(answer, 503, "overloaded");
    BOOST_TEST(answer.field("connection") == "keep-alive");
  }
  shop.clock.resume();
  check_json(waiting->receive(), 201);
  auto admitted = false;
  // The bytes of the last answer may be here before the server counts them as written.
  for (int i = 0; i < tries_max && !admitted; ++i)
    admitted = shop.get("/products").status == 200;
  BOOST_TEST(admitted);
}

BOOST_AUTO_TEST_CASE(writes_that_hang_leave_room_for_reads) {
  stalled_shop shop{{.in_flight_max = 2}};
  auto waiting = shop.stall(new_lamp);
  check_problem(shop.ask(new_lamp), 503, "overloaded");
  BOOST_TEST(shop.get("/products").status == 200);
  shop.clock.resume();
  check_json(waiting->receive(), 201);
}

BOOST_AUTO_TEST_CASE(a_request_that_takes_too_long_is_answered_504) {
  stalled_shop shop{{.deadline = 300ms}};
  auto waiting = shop.stall(new_lamp);
  auto answer = waiting->receive();
  check_problem(answer, 504, "deadline_exceeded");
  shop.clock.resume();
  // The reply that comes late has nobody to go to; the connection goes on.
  BOOST_TEST(waiting->ask({"OPTIONS", "/products"}).status == 204);
  auto stored = false;
  for (int i = 0; i < tries_max && !stored; ++i)
    stored = shop.get("/products/1").status == 200;
  BOOST_TEST(stored);
}

BOOST_AUTO_TEST_CASE(a_part_that_fails_is_told_and_started_anew) {
  server_options options;
  std::atomic<bool> fails{false};
  options.shop.now = [&fails] {
    if (fails.exchange(false))
      throw std::runtime_error{"the clock is broken"};
    return std::chrono::system_clock::now();
  };
  shop_fixture shop{options};
  auto first = shop.make("1");
  fails = true;
  check_problem(shop.ask(new_lamp), 503, "unavailable");
  auto again = shop.ask(new_lamp);
  for (int i = 0; i < tries_max && again.status == 503; ++i)
    again = shop.ask(new_lamp);
  check_json(again, 201);
  BOOST_TEST(check_json(shop.get("/products"), 200).size("") == 2);
  BOOST_TEST(check_json(shop.get("/health"), 200).at("/restarts") == "1");
}

BOOST_AUTO_TEST_CASE(a_draining_server_answers_what_is_in_flight_and_refuses_the_rest) {
  stalled_shop shop;
  const auto port = shop.port();
  auto waiting = shop.stall(new_lamp);
  raw_connection spare{port};
  BOOST_TEST(spare.ask({"GET", "/health"}).field("connection") == "keep-alive");
  std::thread draining{[&shop] { shop.server->drain(); }};
  auto refused = first_refusal(spare, *shop.connection);
  shop.clock.resume();
  draining.join();
  check_problem(refused, 503, "shutting_down");
  BOOST_TEST(refused.field("connection") == "close");
  auto last = waiting->receive();
  check_json(last, 201);
  BOOST_TEST(last.field("connection") == "close");
  BOOST_TEST(waiting->is_at_end());
  BOOST_TEST(!is_listening(port));
  shop.server->drain();
  BOOST_TEST(shop.server->port() == port);
  shop.server->reload_certificate();
}

BOOST_AUTO_TEST_CASE(whoever_drains_beside_another_waits_for_the_end) {
  stalled_shop shop;
  auto waiting = shop.stall(new_lamp);
  raw_connection spare{shop.port()};
  raw_connection last{shop.port()};
  for (auto* each : {&spare, &last})
    BOOST_TEST(each->ask({"GET", "/health"}).status == 200);
  std::atomic<bool> is_called{false};
  std::atomic<bool> is_resumed{false};
  std::thread draining{[&shop] { shop.server->drain(); }};
  first_refusal(spare, *shop.connection);
  auto waited = std::async(std::launch::async, [&] {
    is_called = true;
    shop.server->drain();
    return is_resumed.load();
  });
  while (!is_called)
    std::this_thread::yield();
  // Time enough for a call that does not wait.
  check_problem(last.ask({"GET", "/health"}), 503, "shutting_down");
  is_resumed = true;
  shop.clock.resume();
  BOOST_TEST(waited.get());
  draining.join();
  check_json(waiting->receive(), 201);
}

BOOST_AUTO_TEST_CASE(a_server_with_idle_connections_ends) {
  shop_fixture shop;
  shop.make("1");
  std::vector<std::unique_ptr<raw_connection>> idle(20);
  for (auto& each : idle)
    each = std::make_unique<raw_connection>(shop.port());
  BOOST_TEST(shop.get("/health").status == 200);
  shop.server.reset();
  for (auto& each : idle)
    BOOST_TEST(each->is_at_end());
}

BOOST_AUTO_TEST_CASE(a_server_with_times_without_end_ends) {
  server_options options;
  options.deadline = options.drain_time = std::chrono::milliseconds::max();
  shop_fixture shop{std::move(options)};
  check_json(shop.ask(new_lamp), 201);
  auto coming = shop.connect();
  coming->send("GET /products HTTP/1.1\r\nHost:");
  BOOST_TEST(shop.get("/health").status == 200);
  std::thread ending{[&shop] { shop.server.reset(); }};
  check_problem(coming->receive(), 503, "shutting_down");
  coming.reset();
  ending.join();
}

BOOST_AUTO_TEST_CASE(a_server_that_ends_refuses_what_is_still_coming) {
  shop_fixture shop;
  std::vector<std::unique_ptr<raw_connection>> coming(20);
  for (auto& each : coming)
    each = std::make_unique<raw_connection>(shop.port());
  for (auto& each : coming)
    each->send("GET /products HTTP/1.1\r\nHost:");
  BOOST_TEST(shop.get("/health").status == 200);
  std::thread ending{[&shop] { shop.server.reset(); }};
  for (auto& each : coming) {
    check_problem(each->receive(), 503, "shutting_down");
    BOOST_TEST(each->is_at_end());
  }
  coming.clear();
  ending.join();
}

BOOST_AUTO_TEST_CASE(a_server_ends_under_the_hands_of_its_clients) {
  for (int round = 0; round < 5; ++round)
    end_under_load({}, new_lamp);
}

BOOST_AUTO_TEST_CASE(a_server_without_time_to_drain_waits_for_its_handlers) {
  server_options options{.threads = 2, .drain_time = 0ms};
  // So large that one is being read most of the time.
  auto large_lamp = new_lamp;
  large_lamp.body.insert(1, 900'000, ' ');
  for (int round = 0; round < 10; ++round)
    end_under_load(options, large_lamp);
}

BOOST_AUTO_TEST_CASE(a_server_without_time_to_drain_makes_no_list_that_waits) {
  const server_options options{.threads = 2, .drain_time = 0ms};
  for (int round = 0; round < 10; ++round)
    end_under_load(options, {"GET", "/orders?user_id=ann"});
}

BOOST_AUTO_TEST_SUITE_END()
