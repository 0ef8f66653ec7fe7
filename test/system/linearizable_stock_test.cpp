// To whoever looks at it, the stock of a product is one counter, whose changes happen one after the
// other: what is on hand changes when something is stored, what is available already when it is
// reserved. SOUK_TEST_ROUNDS says how often histories are recorded.

#include "test/actors/random_seed.hpp"
#include "test/system/counter_history.hpp"
#include "test/system/crowd.hpp"
#include "test/system/shop_program.hpp"
#include "test/times.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

BOOST_AUTO_TEST_SUITE(system_linearizable_stock)

namespace {

using namespace souk::test;
using kind = counter_operation::kind;
using clock_type = std::chrono::steady_clock;

constexpr int clients = 16;
constexpr int operations = 12;
constexpr std::size_t products = 3;
constexpr int rounds = 30;
constexpr std::int64_t units_at_first = 3;

/// What was seen of one product. Each change belongs to both; a refusal says what is available.
struct product_history {
  counter_history available = {};
  counter_history on_hand = {};
};

using histories = std::vector<product_history>;

void append(counter_history& to, const counter_history& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// An operation that starts `start` and ends `end` milliseconds after the first one could.
counter_operation at(int start, int end, kind what, std::int64_t units) {
  using std::chrono::milliseconds;
  return {what, units, clock_type::time_point{milliseconds{start}},
          clock_type::time_point{milliseconds{end}}};
}

class stock_user {
public:
  stock_user(souk::client shop, const std::vector<std::int64_t>& product_ids, std::uint64_t seed)
    : shop_(std::move(shop)), ids_(product_ids), dice_(seed), seen_(product_ids.size()) {}

  histories work() {
    for (int i = 0; i < operations; ++i) {
      const auto product = dice_.roll(products);
      const auto roll = dice_.roll(10);
      if (roll < 4)
        buy(product);
      else if (roll < 5)
        restock(product);
      else if (roll < 7 && !orders_.empty())
        cancel();
      else if (roll < 8)
        read_product(product);
      else
        read_stock(product);
    }
    return std::move(seen_);
  }

private:
  struct bought {
    std::size_t product = 0;
    souk::sdk::order order = {};
  };

  std::int64_t some_units() { return 1 + static_cast<std::int64_t>(dice_.roll(2)); }

  /// Does something that is an operation, without its times yet.
  template <class Action>
  static counter_operation timed(Action action) {
    const auto start = clock_type::now();
    auto result = action();
    result.start = start;
    result.end = clock_type::now();
    return result;
  }

  void record_change(std::size_t product, const counter_operation& operation) {
    seen_[product].available.push_back(operation);
    if (operation.what != kind::found_too_few)
      seen_[product].on_hand.push_back(operation);
  }

  /// Only the checkout is an operation; the cart is empty before and after.
  void buy(std::size_t product) {
    const auto units = some_units();
    shop_.add_to_cart(ids_[product], units);
    std::string code;
    record_change(product, timed([&]() -> counter_operation {
                    code = code_of([&] { orders_.push_back({product, shop_.checkout()}); });
                    return {code.empty() ? kind::took : kind::found_too_few, units};
                  }));
    if (code.empty())
      return;
    if (code != "out_of_stock")
      throw std::runtime_error{code};
    shop_.remove_from_cart(ids_[product]);
  }

  void restock(std::size_t product) {
    const auto units = some_units();
    record_change(product, timed([&]() -> counter_operation {
                    shop_.receive_stock(ids_[product], units);
                    return {kind::added, units};
                  }));
  }

  void cancel() {
    const auto [product, order] = orders_.back();
    orders_.pop_back();
    record_change(product, timed([&, &sold = order]() -> counter_operation {
                    shop_.cancel_order(sold.id);
                    return {kind::added, sold.lines.at(0).quantity};
                  }));
  }

  void read_product(std::size_t product) {
    seen_[product].on_hand.push_back(timed([&]() -> counter_operation {
      return {kind::read, shop_.get_product(ids_[product]).stock.value()};
    }));
  }

  void read_stock(std::size_t product) {
    souk::sdk::stock stock;
    auto operation = timed([&]() -> counter_operation {
      stock = shop_.get_stock(ids_[product], 1);
      return {kind::read, stock.available.value()};
    });
    seen_[product].available.push_back(operation);
    operation.units = stock.on_hand.value();
    seen_[product].on_hand.push_back(operation);
  }

  souk::client shop_;
  const std::vector<std::int64_t>& ids_;
  dice dice_;
  histories seen_;
  std::vector<bought> orders_ = {};
};

struct watched_shop : shop_program {
  watched_shop() : shop_program({"--threads", "4"}) {}

  /// What all of them saw of new products.
  histories record(std::uint64_t seed) {
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < products; ++i)
      ids.push_back(make("Lamp", units_at_first).id);
    const auto all = at_once(clients, [&](int i) {
      const auto number = static_cast<std::uint64_t>(i);
      return stock_user{client("user-" + std::to_string(i), 0), ids, seed + number}.work();
    });
    histories result(products);
    for (auto& seen : all)
      for (std::size_t i = 0; i < products; ++i) {
        append(result[i].available, seen[i].available);
        append(result[i].on_hand, seen[i].on_hand);
      }
    return result;
  }

  /// Histories in which there must be operations of all these kinds.
  void check_all(counter_history product_history::*side, const std::set<kind>& kinds) {
    const auto seed = random_seed();
    dice chance{seed};
    std::set<kind> seen;
    for (int round = 0, all = times("SOUK_TEST_ROUNDS", rounds); round < all; ++round)
      for (auto& product : record(chance.roll(SIZE_MAX))) {
        auto& history = product.*side;
        BOOST_TEST(is_linearizable(history, units_at_first), seed_note(seed)
                                                               << ", round " << round << "\n"
                                                               << to_text(history));
        for (auto& each : history)
          seen.insert(each.what);
      }
    BOOST_TEST((seen == kinds));
  }
};

} // namespace

BOOST_FIXTURE_TEST_CASE(what_is_on_hand_is_one_counter_to_all_clients, watched_shop) {
  check_all(&product_history::on_hand, {kind::took, kind::added, kind::read});
}

BOOST_FIXTURE_TEST_CASE(what_is_available_is_one_counter_to_all_clients, watched_shop) {
  check_all(&product_history::available,
            {kind::took, kind::found_too_few, kind::added, kind::read});
}

BOOST_AUTO_TEST_CASE(a_history_is_right_if_some_order_explains_it) {
  // The second sale stands before the first one, and the restock between them.
  const counter_history right{at(0, 90, kind::took, 2),           at(10, 20, kind::took, 1),
                              at(15, 95, kind::added, 3),         at(30, 40, kind::read, 0),
                              at(32, 45, kind::found_too_few, 1), at(50, 60, kind::read, 1),
                              at(96, 99, kind::read, 1)};
  BOOST_TEST(is_linearizable(right, 1));
  BOOST_TEST(is_linearizable({}, 0));
}

BOOST_AUTO_TEST_CASE(a_lost_restock_is_found) {
  counter_history history{at(0, 10, kind::took, 1), at(5, 20, kind::added, 2),
                          at(30, 40, kind::read, 0)};
  BOOST_TEST(!is_linearizable(history, 1));
  // It need not be there yet.
  history[1].end = history[2].end;
  BOOST_TEST(is_linearizable(history, 1));
}

BOOST_AUTO_TEST_CASE(a_last_unit_that_is_sold_twice_is_found) {
  counter_history history{at(0, 10, kind::read, 1), at(20, 40, kind::took, 1),
                          at(25, 35, kind::took, 1), at(30, 45, kind::found_too_few, 1)};
  BOOST_TEST(!is_linearizable(history, 1));
  history.push_back(at(38, 60, kind::added, 1));
  BOOST_TEST(is_linearizable(history, 1));
}

BOOST_AUTO_TEST_CASE(a_buyer_who_was_refused_for_no_reason_is_found) {
  counter_history history{at(0, 10, kind::added, 1), at(20, 30, kind::found_too_few, 1),
                          at(40, 50, kind::took, 1)};
  BOOST_TEST(!is_linearizable(history, 0));
  history[0].end = history[1].start;
  BOOST_TEST(is_linearizable(history, 0));
}

BOOST_AUTO_TEST_SUITE_END()
