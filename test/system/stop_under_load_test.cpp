// The program is told to stop while many clients are at work.

#include "test/system/connection.hpp"
#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

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

/// What became of a client.
struct story {
  std::string user;
  /// The orders that it was told of.
  std::vector<std::int64_t> orders = {};
  /// What its last request ended with; empty: all was well.
  std::string last_words = {};
};

/// Buys until the shop is closed.
story buy(souk::client buyer, std::string user, std::int64_t product_id, tally& orders) {
  story mine{std::move(user)};
  try {
    for (int i = 0; i < tries_max; ++i) {
      buyer.add_to_cart(product_id);
      mine.orders.push_back(buyer.checkout().id);
      orders.add();
    }
    mine.last_words = "the shop did not close";
  } catch (const souk::api_error& err) {
    if (err.code() != "shutting_down")
      mine.last_words = err.what();
  } catch (const souk::transport_error& err) {
    if (err.fault() != transport_fault::cannot_connect
        && err.fault() != transport_fault::connection_lost)
      mine.last_words = err.what();
  }
  return mine;
}

/// Checks out until the shop is closed, and looks at every byte of the answers.
story buy_raw(std::uint16_t port, std::string user, std::int64_t product_id, tally& orders) {
  story mine{std::move(user)};
  const auto add = bare_request("POST", "/cart?user_id=" + mine.user
                                          + "&product_id=" + std::to_string(product_id));
  const auto check_out = bare_request("POST", "/checkout?user_id=" + mine.user);
  connection to{port};
  for (int i = 0; i < tries_max; ++i) {
    to.send(i % 2 == 0 ? add : check_out);
    const auto answer = to.read_answer();
    if (answer.is_nothing())
      return mine;
    if (!answer.is_whole) {
      mine.last_words = "half an answer: " + answer.head + answer.body;
      return mine;
    }
    if (answer.status() == 503 && answer.body.find("shutting_down") != std::string::npos) {
      mine.last_words = to.read_to_end();
      return mine;
    }
    if (answer.status() != (i % 2 == 0 ? 200 : 201)) {
      mine.last_words = answer.head + answer.body;
      return mine;
    }
    if (i % 2 == 0)
      continue;
    mine.orders.push_back(nlohmann::json::parse(answer.body).at("id"));
    orders.add();
  }
  mine.last_words = "the shop did not close";
  return mine;
}

/// That the shop in the file has every order that somebody was told of.
void check_kept(const std::string& file, const std::vector<story>& told) {
  shop_program reopened{{"--database", file}};
  for (auto& each : told) {
    auto buyer = reopened.client(each.user);
    for (const auto id : each.orders)
      BOOST_TEST(code_of([&] { buyer.get_order(id); }) == "", each.user << " was told of " << id);
  }
  reopened.teardown();
}

/// Starts the program, lets it be told to stop when some orders have been placed, and returns how
/// it ended. Every other client is one of raw sockets.
ending stop_under_load() {
  temporary_directory directory;
  const auto file = directory.path() / "souk.db";
  shop_program shop{{"--database", file}};
  const auto lamp = shop.make("Lamp").id;
  tally orders{orders_before_the_signal};
  std::vector<story> stories;
  std::jthread crowd{[&] {
    stories = at_once(clients, [&](int i) {
      const auto user = "buyer-" + std::to_string(i);
      return i % 2 == 0 ? buy(shop.client(user, 0), user, lamp, orders)
                        : buy_raw(shop.port(), user, lamp, orders);
    });
  }};
  const bool is_busy = orders.wait();
  auto end = shop.stop();
  crowd.join();
  BOOST_TEST(is_busy);
  for (auto& each : stories)
    BOOST_TEST(each.last_words == "");
  check_kept(file, stories);
  return end;
}

} // namespace

BOOST_AUTO_TEST_CASE(twenty_stops_under_load_answer_every_request_or_none_and_keep_what_they_told) {
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
