#pragma once

#include "messages/order.hpp"
#include "storage/order_changes.hpp"
#include "storage/sql_connection.hpp"

#include <memory>
#include <vector>

namespace souk {

/// The rows of `order_lines`. Each call is a part of the transaction that runs on the connection.
class sqlite_order_lines {
public:
  explicit sqlite_order_lines(sql_connection& on);
  ~sqlite_order_lines();

  /// Stores the lines of an order, with whether each takes tracked stock.
  void insert(int64_t id, const std::vector<order_line>& lines, const line_stocks& stocks);

  std::vector<order_line> of_order(int64_t id, currency unit);

  /// Adds their lines to the orders of a page: successive ones of a user, newest first. True: there
  /// were too many for a page, and the last orders are taken off.
  bool add_to(std::vector<order>& page);

  /// The lines of an order that took tracked stock, by product id.
  std::vector<line> counted(int64_t id);

private:
  struct statements;

  std::unique_ptr<statements> statements_;
};

} // namespace souk
