#pragma once

#include "messages/product.hpp"
#include "messages/stock.hpp"
#include "messages/storing.hpp"
#include "storage/order_changes.hpp"
#include "storage/sql_connection.hpp"
#include "storage/sqlite_movements.hpp"

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace souk {

/// The rows of `products`, and the movements of their stock. Each call is a part of the
/// transaction that runs on the connection.
class sqlite_products {
public:
  explicit sqlite_products(sql_connection& on);
  ~sqlite_products();

  /// Stores it under the next id.
  product_ptr insert(const product_fields& fields, time_point now);

  /// Each changes a product that `find` has just found, and gives it as it is now.
  product_ptr update(const product& known, const update_product& change, time_point now);
  product_ptr archive(const product& known, time_point now);

  /// Null: there is none. An archived one too.
  product_ptr find(int64_t id);

  std::vector<product_ptr> load_all();

  /// Nothing: there is no such product.
  std::optional<product_stock> stock_of(int64_t id);

  /// Takes sold units out of a tracked stock, which must have them; the new level.
  stock_level take(const line& sold, int64_t order_id, time_point now);

  /// Gives back what an order took, where the stock is tracked still; returns the new levels.
  std::vector<stock_level> give_back(const std::vector<line>& sold, int64_t order_id,
                                     time_point now);

  /// Moves the tracked stock of a product that is not archived, or says why it cannot.
  std::variant<moved_stock, refusal> move(const save_movement& command, time_point now);

  movement_page movements(const load_movements& query) { return movements_.page(query); }

private:
  struct statements;

  void write(const product& row);
  /// Adds to a tracked stock and writes the movement down; the new level.
  stock_level change_stock(int64_t product_id, movement change);

  std::unique_ptr<statements> statements_;
  sqlite_movements movements_;
};

} // namespace souk
