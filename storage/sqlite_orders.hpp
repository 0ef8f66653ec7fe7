#pragma once

#include "messages/order.hpp"
#include "messages/storing.hpp"
#include "storage/sql_connection.hpp"
#include "storage/sqlite_order_lines.hpp"

#include <memory>
#include <optional>
#include <string>

namespace souk {

/// The rows of `orders` and `order_lines`. Each call is a part of the transaction that runs on the
/// connection.
class sqlite_orders {
public:
  explicit sqlite_orders(sql_connection& on);
  ~sqlite_orders();

  /// Stores an order without its lines, under the next id, which it returns; null: there is one
  /// of that checkout.
  std::optional<int64_t> insert(const order_draft& draft, time_point now);

  sqlite_order_lines& lines() { return lines_; }

  void set_status(int64_t id, order_status next);

  /// Null: there is none.
  order_ptr find(int64_t id);
  order_ptr find(const checkout_id& checkout);

  order_page list(const list_orders& query);

private:
  struct statements;

  order_ptr with_lines(order found);

  sql_connection& connection_;
  std::unique_ptr<statements> statements_;
  sqlite_order_lines lines_;
};

} // namespace souk
