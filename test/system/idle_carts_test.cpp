// Carts that leave memory when nobody uses them, and come back.

#include "test/system/connection.hpp"
#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace system_idle_carts {

using namespace souk::test;

/// The shortest time that the program takes.
constexpr std::chrono::milliseconds cart_idle{100};

struct forgetful_shop : shop_program {
  forgetful_shop()
    : shop_program(
      {"--cart-idle", "0.1", "--threads", "2", "--admin-port", "0", "--log-level", "off"}) {}

  /// As the program itself says; -1: it does not.
  int carts_in_memory() const {
    const auto page = fetch(admin_port(), bare_request("GET", "/metrics")).body;
    const std::string name = "\nsouk_carts_in_memory ";
    const auto found = page.find(name);
    return found == std::string::npos ? -1 : std::stoi(page.substr(found + name.size()));
  }
};

/// Goes round some carts, adding to each, for so many times the idle time of a cart. Returns the
/// number of adds whose answer was not the cart as it had been left.
int go_round(souk::client own, int thread, std::int64_t product_id) {
  constexpr int idle_times = 15;
  // With more carts each one is left alone for longer; some must be visited as they leave.
  const int users = 50 * (thread + 1);
  int faults = 0;
  const auto end = std::chrono::steady_clock::now() + idle_times * cart_idle;
  for (std::int64_t round = 1; round <= 2 || std::chrono::steady_clock::now() < end; ++round)
    for (int user = 0; user < users; ++user) {
      own.set_user_id(std::to_string(thread) + "-" + std::to_string(user));
      const auto cart = own.add_to_cart(product_id);
      faults += cart.version != round || units_of(cart.lines, product_id) != round;
    }
  return faults;
}

} // namespace system_idle_carts

BOOST_FIXTURE_TEST_SUITE(system_idle_carts, system_idle_carts::forgetful_shop)

BOOST_AUTO_TEST_CASE(carts_come_back_with_their_lines_however_often_they_left) {
  const auto lamp = make("Lamp").id;
  constexpr int buyers = 8;
  std::atomic<int> busy{buyers};
  std::vector<int> in_memory;
  // The last of them does not buy, but watches.
  const auto faults = at_once(buyers + 1, [&](int i) {
    while (i == buyers && busy > 0)
      in_memory.push_back(carts_in_memory());
    if (i == buyers)
      return 0;
    // Also where it throws: the watcher waits for it.
    const std::unique_ptr<std::atomic<int>, void (*)(std::atomic<int>*)> leaving{
      &busy, [](auto* count) { --*count; }};
    return go_round(client(), i, lamp);
  });
  for (int each : faults)
    BOOST_TEST(each == 0);
  // Some have left while others were used, and in the end all do.
  int left = 0;
  for (std::size_t i = 1; i < in_memory.size(); ++i)
    left += std::max(0, in_memory[i - 1] - in_memory[i]);
  BOOST_TEST(left > 100);
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (carts_in_memory() > 0 && std::chrono::steady_clock::now() < give_up) {
  }
  BOOST_TEST(carts_in_memory() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
