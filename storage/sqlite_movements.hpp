#pragma once

#include "messages/stock.hpp"
#include "messages/storing.hpp"
#include "storage/sql_connection.hpp"

#include <memory>

namespace souk {

/// The rows of `movements`. Each call is a part of the transaction that runs on the connection.
class sqlite_movements {
public:
  explicit sqlite_movements(sql_connection& on);
  ~sqlite_movements();

  /// Stores the next movement of a product.
  void append(int64_t product_id, const movement& made);

  movement_page page(const load_movements& query);

private:
  struct statements;

  std::unique_ptr<statements> statements_;
};

} // namespace souk
