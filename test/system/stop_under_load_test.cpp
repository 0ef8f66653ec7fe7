// The program is told to stop while many clients are at work.

#include "test/system/connection.hpp"
#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <semaphore>
#include <thread>

BOOST_AUTO_TEST_SUITE(system_stop_under_load)

namespace {

using namespace souk::test;
using souk::sdk::transport_fault;

constexpr int clients = 16;
constexpr int orders_before_the_signal = 100;
/// More than any client gets before the signal.
constexpr int tries_max = 1'000'000;

/// Counts what went well until it is enough, for whoever waits for that.
class tally {
public:
  explicit tally(int enough) : left_(enough) {}

  void add() {
    if (--left_ == 0)
      reached_.release();
  }

  bool wait() { return reached_.try_acquire_for(patience); }

private:
  std::atomic<int> left_;
  std::binary_semaphore reached_{0};
};

/// What the last request of a client ended with; empty: all was well.
using last_words = std::string;

/// Buys until the shop is closed.
last_words buy(souk::client buyer, std::int64_t product_id, tally& orders) {
  try {
    for (int i = 0; i < tries_max; ++i) {
      buyer.add_to_cart(product_id);
      if (buyer.checkout().lines.size() != 1)
        return "an order without its line";
      orders.add();
    }
    return "the shop did not close";
  } catch (const souk::api_error& err) {
    return err.code() == "shutting_down" ? "" : err.what();
  } catch (const souk::transport_error& err) {
    const bool is_closed = err.fault() == transport_fault::cannot_connect
                           || err.fault() == transport_fault::connection_lost;
    return is_closed ? "" : err.what();
  }
}

/// Checks out until the shop is closed, and looks at every byte of the answers.
last_words buy_raw(const shop_program& shop, std::int64_t product_id, int number, tally& orders) {
  const auto user = "raw-" + std::to_string(number);
  const auto add =
    bare_request("POST", "/cart?user_id=" + user + "&product_id=" + std::to_string(product_id));
  const auto check_out = bare_request("POST", "/checkout?user_id=" + user);
  connection to{shop.port()};
  for (int i = 0; i < tries_max; ++i) {
    to.send(i % 2 == 0 ? add : check_out);
    const auto answer = to.read_answer();
    if (answer.is_nothing())
      return {};
    if (!answer.is_whole)
      return "half an answer: " + answer.head + answer.body;
    if (answer.status() == 503 && answer.body.find("shutting_down") != std::string::npos)
      return to.read_to_end();
    if (answer.status() != (i % 2 == 0 ? 200 : 201))
      return answer.head + answer.body;
    if (i % 2 == 1)
      orders.add();
  }
  return "the shop did not close";
}

/// Starts the program, lets it be told to stop when some orders have been placed, and returns how
/// it ended. Every other client is one of raw sockets.
ending stop_under_load() {
  shop_program shop;
  const auto lamp = shop.make("Lamp").id;
  tally orders{orders_before_the_signal};
  std::vector<last_words> words;
  std::jthread crowd{[&] {
    words = at_once(clients, [&](int i) {
      return i % 2 == 0 ? buy(shop.client("sdk-" + std::to_string(i), 0), lamp, orders)
                        : buy_raw(shop, lamp, i, orders);
    });
  }};
  const bool is_busy = orders.wait();
  auto end = shop.stop();
  crowd.join();
  BOOST_TEST(is_busy);
  for (auto& each : words)
    BOOST_TEST(each == "");
  return end;
}

} // namespace

BOOST_AUTO_TEST_CASE(twenty_stops_under_load_answer_every_request_or_none_of_it) {
  for (int i = 0; i < 20; ++i) {
    const auto end = stop_under_load();
    BOOST_TEST_CONTEXT("stop " << i << "\n" << end.out << end.err) {
      BOOST_TEST(end.code == 0);
      BOOST_TEST(end.err == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_checkout_that_arrives_with_the_signal_is_answered_or_had_no_byte) {
  for (int round = 0; round < 20; ++round) {
    shop_program shop;
    const auto lamp = std::to_string(shop.make("Lamp").id);
    std::vector<connection> buyers;
    for (int i = 0; i < clients; ++i) {
      buyers.emplace_back(shop.port());
      buyers.back().send(
        bare_request("POST", "/cart?user_id=buyer-" + std::to_string(i) + "&product_id=" + lamp));
      BOOST_REQUIRE(buyers.back().read_answer().status() == 200);
    }
    // All of them lie in the sockets when the program wakes up to the signal.
    shop.program().send(SIGSTOP);
    for (int i = 0; i < clients; ++i)
      buyers[static_cast<std::size_t>(i)].send(
        bare_request("POST", "/checkout?user_id=buyer-" + std::to_string(i)));
    shop.tell_to_stop();
    shop.program().send(SIGCONT);
    for (auto& each : buyers) {
      const auto answer = each.read_answer();
      BOOST_TEST_CONTEXT(answer.head << answer.body) {
        BOOST_TEST((answer.is_whole || answer.is_nothing()));
        if (answer.is_whole && answer.status() != 201) {
          BOOST_TEST(answer.status() == 503);
          BOOST_TEST(answer.body.find("shutting_down") != std::string::npos);
        }
      }
    }
    BOOST_TEST(shop.program().wait().code == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
