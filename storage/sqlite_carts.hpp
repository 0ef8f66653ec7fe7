#pragma once

#include "messages/order.hpp"
#include "messages/storing.hpp"
#include "storage/sql_connection.hpp"

#include <memory>
#include <optional>
#include <string>

namespace souk {

/// The rows of `carts` and `cart_lines`. Each call is a part of the transaction that runs on the
/// connection.
class sqlite_carts {
public:
  explicit sqlite_carts(sql_connection& on);
  ~sqlite_carts();

  /// A user without rows has an empty cart.
  stored_cart load(const std::string& user);

  // Each change returns the version it led to.

  /// Adds the units to what the cart holds of the product, at the line's price. Nothing if the
  /// cart is in none of these states.
  std::optional<int64_t> add(const std::string& user, const cart_line& more,
                             const precondition& only_if);

  int64_t remove(const std::string& user, int64_t product_id);

  /// Takes the units of the order out of the user's cart, which must be this one and hold them.
  int64_t take(const order_draft& draft, const stored_cart& cart);

private:
  struct statements;

  void take_lines(const order_draft& draft);
  int64_t version_of(const std::string& user);
  int64_t write_version(const std::string& user, int64_t version);

  std::unique_ptr<statements> statements_;
};

} // namespace souk
