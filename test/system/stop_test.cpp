// How the program ends while requests and connections are open.

#include "test/system/connection.hpp"
#include "test/system/shop_program.hpp"
#include "test/system/unread_pipe.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(system_stop)

namespace {

using namespace souk::test;

constexpr std::string_view closing = "Closing: ";

/// The program ends connections that have been idle for 15 s anyway.
constexpr std::chrono::seconds before_idle_connections_end{10};

/// A shop with a page of products that is larger than any socket buffer: an answer that is under
/// way for as long as its client does not read it.
struct long_answers : shop_program {
  static constexpr int products = 400;

  explicit long_answers(std::function<void()> prepare = {}) : shop_program({}, std::move(prepare)) {
    // Characters of four bytes, as many as a description may have.
    std::string text;
    for (int i = 0; i < 10'000; ++i)
      text += "\U0001f9ff";
    auto seller = client();
    for (int i = 0; i < products; ++i)
      seller.create_product({.name = "Amulet", .price = {100}, .description = text});
  }

  /// A client whose answer is under way.
  connection slow_client() const {
    constexpr int receive_bytes = 65'536;
    connection result{port(), receive_bytes};
    result.send(bare_request("GET", "/products?limit=1000"));
    result.wait_for_bytes();
    return result;
  }

  void begin_to_stop() {
    tell_to_stop();
    program().wait_until([this] { return program().out().find(closing) != std::string::npos; },
                         "the drain");
  }

  /// The program closes its port when it has begun to refuse requests.
  void wait_until_closed() const {
    const auto give_up = std::chrono::steady_clock::now() + patience;
    while (connection::is_possible(port()))
      BOOST_REQUIRE((std::chrono::steady_clock::now() < give_up));
  }
};

/// As nohup starts it.
struct shop_without_terminal : long_answers {
  shop_without_terminal() : long_answers([] { std::signal(SIGHUP, SIG_IGN); }) {}
};

/// A kept connection that has been answered once.
connection kept_connection(const shop_program& shop) {
  connection result{shop.port()};
  result.send(bare_request("GET", "/health"));
  BOOST_REQUIRE(result.read_answer().status() == 200);
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(both_signals_end_the_program_with_0) {
  for (int signal : {SIGTERM, SIGINT}) {
    shop_program shop;
    const auto end = shop.stop(signal);
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err == "");
    BOOST_TEST(end.out.find(closing) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(connections_without_a_request_do_not_hold_the_end) {
  shop_program shop;
  auto kept = kept_connection(shop);
  connection silent{shop.port()};
  shop.tell_to_stop();
  BOOST_TEST(shop.program().wait(before_idle_connections_end).code == 0);
  BOOST_TEST(kept.read_to_end() == "");
  BOOST_TEST(silent.read_to_end() == "");
}

BOOST_AUTO_TEST_CASE(a_request_that_is_still_coming_is_refused_at_once) {
  shop_program shop;
  const std::string head = "POST /products HTTP/1.1\r\nHost: souk\r\nContent-Length: 100\r\n";
  std::vector<connection> coming;
  for (auto& sent : {head, head + "\r\n{", head + "Expect: 100-continue\r\n\r\n"}) {
    coming.push_back(kept_connection(shop));
    coming.back().send(sent);
  }
  // The server has read it all.
  BOOST_TEST(coming.back().read_answer().status() == 100);
  shop.tell_to_stop();
  for (auto& each : coming) {
    const auto refused = each.read_answer();
    BOOST_TEST(refused.status() == 503);
    BOOST_TEST(refused.is_whole);
    BOOST_TEST(refused.field("Connection") == "close");
    BOOST_TEST(refused.body.find("\"code\":\"shutting_down\"") != std::string::npos);
    BOOST_TEST(each.read_to_end() == "");
  }
  coming.clear();
  BOOST_TEST(shop.program().wait(before_idle_connections_end).code == 0);
}

BOOST_AUTO_TEST_CASE(a_client_that_never_ends_its_request_cannot_hold_the_end) {
  shop_program shop{{"--drain-time", "1"}};
  auto half = kept_connection(shop);
  half.send("POST /products HTTP/1.1\r\nHost: souk\r\nContent-Length: 100\r\n\r\n");
  shop.tell_to_stop();
  BOOST_TEST(shop.program().wait(before_idle_connections_end).code == 0);
}

BOOST_FIXTURE_TEST_CASE(an_answer_under_way_is_sent_to_its_end, long_answers) {
  auto slow = slow_client();
  begin_to_stop();
  const auto answer = slow.read_answer();
  BOOST_TEST(answer.status() == 200);
  BOOST_TEST(answer.is_whole);
  BOOST_TEST(answer.body.ends_with("}]"));
}

BOOST_FIXTURE_TEST_CASE(new_requests_are_refused_while_an_answer_is_under_way, long_answers) {
  auto kept = kept_connection(*this);
  auto slow = slow_client();
  begin_to_stop();
  wait_until_closed();
  kept.send(bare_request("POST", "/cart?user_id=ann&product_id=1"));
  const auto refused = kept.read_answer();
  BOOST_TEST(refused.status() == 503);
  BOOST_TEST(refused.is_whole);
  BOOST_TEST(refused.field("Content-Type") == "application/problem+json");
  BOOST_TEST(refused.field("Connection") == "close");
  BOOST_TEST(refused.field("Retry-After") == "1");
  BOOST_TEST(refused.body.find("\"code\":\"shutting_down\"") != std::string::npos);
  BOOST_TEST(kept.read_to_end() == "");
  BOOST_TEST(slow.read_answer().is_whole);
}

BOOST_FIXTURE_TEST_CASE(a_client_that_never_reads_its_answer_cannot_hold_the_end, long_answers) {
  auto slow = slow_client();
  BOOST_TEST(stop().code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_second_signal_ends_the_program_at_once, long_answers) {
  // The drain would end with 0.
  auto slow = slow_client();
  begin_to_stop();
  program().send(SIGTERM);
  const auto end = program().wait();
  BOOST_TEST(end.signal == 0);
  BOOST_TEST(end.code > 0);
}

BOOST_FIXTURE_TEST_CASE(a_hangup_that_is_ignored_is_no_signal, shop_without_terminal) {
  auto slow = slow_client();
  program().send(SIGHUP);
  begin_to_stop();
  BOOST_TEST(slow.read_answer().is_whole);
  BOOST_TEST(program().wait().code == 0);
}

BOOST_FIXTURE_TEST_CASE(the_second_signal_may_be_the_other_one, long_answers) {
  auto slow = slow_client();
  begin_to_stop();
  program().send(SIGINT);
  BOOST_TEST(program().wait().code > 0);
}

BOOST_AUTO_TEST_CASE(a_reader_that_has_stopped_keeps_no_program_from_stopping) {
  const unread_pipe output;
  shop_program stuck{{}, output.as_output()};
  output.fill();
  BOOST_TEST(stuck.stop().code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
