#pragma once

#include "sdk/client.hpp"
#include "test/actors/random_seed.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace souk::test {

/// A request that changes something, and that can be sent again as it is.
struct deed {
  enum class kind { add, remove, check_out, cancel, receive, adjust };

  kind what = kind::add;
  std::int64_t product_id = 0;
  std::int64_t quantity = 0;
  std::int64_t order_id = 0;
  std::string key = {};
};

/// A user who works in a shop that is killed again and again, and who remembers what it has
/// promised. Not for two threads at once. Boost.Test's checks are not for threads: what is wrong is
/// told in words.
class crash_buyer {
public:
  using texts = std::vector<std::string>;

  /// The stock of these products is tracked.
  crash_buyer(std::string user_id, std::vector<std::int64_t> products, std::uint64_t seed);

  const std::string& user_id() const { return user_id_; }

  /// Does random deeds until the shop no longer answers.
  void work(souk::client shop, const std::function<void()>& acknowledged);

  /// Sends the deed again that was not answered. Whether it had been stored is seen before.
  void ask_again(souk::client shop);

  /// Reads back all that was promised since the last time.
  void look_back(souk::client shop);

  /// What was wrong so far, and how much could have been.
  const texts& faults() const { return faults_; }
  int orders_seen() const { return orders_seen_; }
  int replays_seen() const { return replays_seen_; }

private:
  enum class outcome { done, replayed, refused, lost };

  /// An order with the key it was placed with.
  struct known_order {
    sdk::order placed = {};
    sdk::order now = {};
    std::string key = {};
  };

  deed next_deed();
  std::int64_t any_product();
  std::optional<std::int64_t> placed_order() const;

  outcome ask(souk::client& shop, const deed& x);
  /// Whether the answer is a replay.
  bool ask_and_learn(souk::client& shop, const deed& x);
  bool learn(const deed& x, const sdk::cart& cart);
  bool learn(const deed& x, sdk::order order);
  bool learn(const sdk::stock_moved& moved);
  bool is_stored(souk::client& shop, const deed& x);

  void compare(const sdk::cart& cart);
  void compare_orders(souk::client& shop);
  void compare_keys(souk::client& shop);
  void compare_movements(souk::client& shop);
  void expect(bool is_so, const std::string& otherwise);

  std::string user_id_;
  std::vector<std::int64_t> products_;
  dice dice_;
  int deeds_ = 0;
  /// Units of each product in the cart.
  std::map<std::int64_t, std::int64_t> cart_ = {};
  /// By their ids, like the newest one that was looked back at.
  std::map<std::int64_t, known_order> orders_ = {};
  std::int64_t newest_before_ = 0;
  std::vector<sdk::stock_moved> moved_ = {};
  std::optional<deed> unanswered_ = {};
  texts faults_ = {};
  int orders_seen_ = 0;
  int replays_seen_ = 0;
};

} // namespace souk::test
