// One cart, checked out by many threads at once.

#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

namespace system_checkout_race {

using namespace souk::test;
using souk::sdk::order;

constexpr int threads = 16;
constexpr std::int64_t quantity = 3;

/// What a checkout ended with.
struct outcome {
  std::optional<order> placed = {};
  std::string code = {};
};

/// Does it again as long as another request with the same key is being worked on. The client itself
/// would wait a second each time.
std::string code_in_the_end(const std::function<void()>& action) {
  constexpr int tries_max = 100'000;
  std::string code;
  for (int i = 0; i < tries_max; ++i)
    if (code = code_of(action); code != "request_in_progress")
      break;
  return code;
}

outcome check_out(souk::client& buyer, const std::string& key = {}) {
  outcome result;
  result.code = code_in_the_end([&] { result.placed = buyer.checkout({}, key); });
  return result;
}

struct shared_cart : shop_program {
  shared_cart() : shop_program({"--threads", "4"}) {
    for (int i = 0; i < threads; ++i)
      anns.push_back(client("ann", 0));
  }

  /// All threads check the cart out at once, each with this key, or without one with a new one.
  std::vector<outcome> check_out_at_once(const std::string& key = {}) {
    return at_once(threads,
                   [&](int i) { return check_out(anns[static_cast<std::size_t>(i)], key); });
  }

  std::vector<souk::client> anns;
};

} // namespace system_checkout_race

BOOST_FIXTURE_TEST_SUITE(system_checkout_race, system_checkout_race::shared_cart)

BOOST_AUTO_TEST_CASE(a_cart_checked_out_by_sixteen_threads_becomes_one_order) {
  constexpr int rounds = 20;
  const auto lamp = make("Lamp", 1000);
  std::set<std::int64_t> ids;
  for (int round = 1; round <= rounds; ++round) {
    anns[0].add_to_cart(lamp.id, quantity);
    int placed = 0;
    for (auto& end : check_out_at_once()) {
      placed += end.placed.has_value();
      if (end.placed)
        BOOST_TEST(ids.insert(end.placed->id).second);
      else
        BOOST_TEST((end.code == "checkout_in_progress" || end.code == "cart_empty"), end.code);
    }
    BOOST_TEST(placed == 1);
    BOOST_TEST(anns[0].get_cart().lines.empty());
    BOOST_TEST(stock_of(lamp) == 1000 - round * quantity);
  }
  BOOST_TEST(anns[0].list_orders().values.size() == std::size_t{rounds});
}

BOOST_AUTO_TEST_CASE(one_key_from_sixteen_threads_gives_one_order_and_fifteen_replays) {
  constexpr int rounds = 20;
  const auto lamp = make("Lamp", 1000);
  for (int round = 1; round <= rounds; ++round) {
    anns[0].add_to_cart(lamp.id, quantity);
    auto ends = check_out_at_once("key-" + std::to_string(round));
    int first = 0;
    for (auto& end : ends) {
      BOOST_REQUIRE_MESSAGE(end.placed, end.code);
      first += !end.placed->replayed;
      end.placed->replayed = false;
      BOOST_TEST((*end.placed == *ends[0].placed));
    }
    BOOST_TEST(first == 1);
    BOOST_TEST((anns[0].get_order(ends[0].placed->id) == *ends[0].placed));
    BOOST_TEST(stock_of(lamp) == 1000 - round * quantity);
  }
  BOOST_TEST(anns[0].list_orders().values.size() == std::size_t{rounds});
}

BOOST_AUTO_TEST_CASE(one_key_of_a_refused_checkout_is_refused_the_same_way_again) {
  const auto rare = make("Rare", 1);
  anns[0].add_to_cart(rare.id, quantity);
  for (auto& end : check_out_at_once("key"))
    BOOST_TEST(end.code == "out_of_stock");
  BOOST_TEST(units_of(anns[0].get_cart().lines, rare.id) == quantity);
  BOOST_TEST(stock_of(rare) == 1);
  // A new key is a new try.
  client().update_product(rare.id, {.stock = souk::sdk::stock_setting{5}});
  BOOST_TEST(check_out(anns[0], "key").code == "out_of_stock");
  BOOST_TEST(check_out(anns[0], "another-key").code == "");
  BOOST_TEST(stock_of(rare) == 2);
}

BOOST_AUTO_TEST_CASE(one_key_of_sixteen_adds_adds_once) {
  const auto lamp = make("Lamp").id;
  const auto carts = at_once(threads, [&](int i) {
    souk::sdk::cart cart;
    code_in_the_end(
      [&] { cart = anns[static_cast<std::size_t>(i)].add_to_cart(lamp, quantity, "key"); });
    return cart;
  });
  for (auto& cart : carts)
    BOOST_TEST(units_of(cart.lines, lamp) == quantity);
  BOOST_TEST(std::count_if(carts.begin(), carts.end(), [](auto& cart) { return !cart.replayed; })
             == 1);
  BOOST_TEST(units_of(anns[0].get_cart().lines, lamp) == quantity);
}

BOOST_AUTO_TEST_SUITE_END()
