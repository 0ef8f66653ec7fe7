#pragma once

#include "storage/database.hpp"
#include "storage/file_lock.hpp"
#include "storage/sql_connection.hpp"
#include "storage/sqlite_carts.hpp"
#include "storage/sqlite_events.hpp"
#include "storage/sqlite_keys.hpp"
#include "storage/sqlite_orders.hpp"
#include "storage/sqlite_products.hpp"

#include <optional>
#include <string>

namespace souk {

/// A shop in one SQLite file. What `commit` has returned survives a crash and a loss of power.
///
/// It has the only connection that writes and checkpoints: with a second one, Debian's SQLite
/// 3.40.1 may lose committed rows. Source: sqlite.org, "The WAL-reset bug".
class sqlite_database final : public database {
public:
  /// Opens the file, or makes one, and brings its schema up to date.
  /// Throws std::runtime_error with a line for the user if it cannot be used.
  /// `wal_pages_max`: from how many pages in the WAL on `maintain` makes a checkpoint, which stops
  /// all writes: 2 ms for 2048 of them where a sync takes 0.1 ms, and 7 for four times as many. Of
  /// half as many, checkpoints would be so frequent as to take 5 % of the adds at full load.
  explicit sqlite_database(const std::string& file, int wal_pages_max = 2048);

  std::uint32_t mark() const override { return mark_; }
  bool may_block() const override { return true; }
  std::optional<std::chrono::microseconds> commit_interval() const override;

  /// A disk that is full refuses each write with `storage_full`, and an error of one write refuses
  /// that one alone.
  std::vector<outcome> commit(const std::vector<write>& batch, time_point now) override;

  /// Makes a checkpoint if it is time. A disk that is full puts it off.
  void maintain() override;

  std::vector<product_ptr> load_catalog() override;
  stored_cart load_cart(const std::string& user) override;
  placed_order find_checkout(const checkout_id& checkout) override;
  order_ptr find_order(const std::string& user, int64_t id) override;
  order_page list_orders(const souk::list_orders& query) override;
  movement_page load_movements(const souk::load_movements& query) override;
  event_page list_events(const souk::list_events& query) override;

private:
  std::vector<outcome> commit_together(const std::vector<write>& batch, time_point now);
  std::vector<outcome> commit_apart(const std::vector<write>& batch, time_point now);
  outcome apply_one(const write& one, time_point now);

  outcome apply(const insert_product& cmd, time_point now);
  outcome apply(const update_product& cmd, time_point now);
  outcome apply(const archive_product& cmd, time_point now);
  outcome apply(const save_movement& cmd, time_point now);
  outcome apply(const save_line& cmd, time_point now);
  outcome apply(const drop_line& cmd, time_point now);
  outcome apply(const place& cmd, time_point now);
  outcome apply(const save_cancel& cmd, time_point now);
  outcome apply(const keep_refusal& cmd, time_point now);

  /// What a command with that key gets if the key was used before.
  std::optional<outcome> find_kept(const request_key& key);
  /// Finds the stock of a product by its id.
  auto stock_finder() {
    return [this](int64_t product_id) { return products_.stock_of(product_id); };
  }

  int wal_pages_max_;
  file_lock lock_;
  sql_connection connection_;
  std::uint32_t mark_;
  sqlite_products products_;
  sqlite_carts carts_;
  sqlite_orders orders_;
  sqlite_keys keys_;
  sqlite_events events_;
};

} // namespace souk
