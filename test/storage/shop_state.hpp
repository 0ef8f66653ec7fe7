#pragma once

#include "storage/database.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace souk::test {

/// The users of the random writes.
inline constexpr std::array<const char*, 3> users{"ann", "bob", "eve"};

/// Everything of a shop that can be read.
struct shop_state {
  std::vector<product> products;
  std::map<std::string, stored_cart> carts;
  std::map<std::string, std::vector<order>> orders;
  /// By product.
  std::map<int64_t, std::vector<movement>> movements;
  std::vector<event> events;

  bool operator==(const shop_state&) const = default;
};

shop_state state_of(database& rows);

/// What differs between two states; empty where nothing does.
std::string difference(const shop_state& a, const shop_state& b);

/// A database is not what it promised to be. Not a std::runtime_error: a database throws these.
class broken_promise : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

/// Stock is never below zero and the sum of its movements; the total of an order is that of its
/// lines; no checkout has two orders. Throws broken_promise.
void check_rules(const shop_state& state);

} // namespace souk::test
