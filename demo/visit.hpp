#pragma once

#include "sdk/client.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace souk::demo {

/// A seller and buyers in a shop that may belong to somebody, who take with them what they brought.
class visit {
public:
  /// Does not connect yet. Throws std::invalid_argument if `url` is no http or https URL.
  explicit visit(const std::string& url);

  client& seller() { return seller_; }

  /// A user that nobody else is.
  client new_buyer();

  /// Throws surprise if the product is not as described.
  sdk::product create_product(const sdk::new_product& fields);
  void delete_product(std::int64_t id);

  /// Empties the carts, deletes the products that are left, and returns the ids of those that could
  /// not be deleted. Orders stay: a shop has no way to forget one.
  std::vector<std::int64_t> leave() noexcept;

private:
  void empty_cart(const std::string& user_id);
  void delete_last_product();

  client seller_;
  std::vector<std::string> buyers_ = {};
  std::vector<std::int64_t> products_ = {};
};

} // namespace souk::demo
