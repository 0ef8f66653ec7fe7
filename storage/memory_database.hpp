#pragma once

#include "messages/random_bits.hpp"
#include "storage/database.hpp"
#include "storage/kept_keys.hpp"
#include "storage/memory_events.hpp"
#include "storage/order_changes.hpp"

#include <unordered_map>

namespace souk {

/// A database that lives and dies with the program: for tests, demos and measurements. Of the
/// events it has the latest only.
class memory_database final : public database {
public:
  std::uint32_t mark() const override { return mark_; }
  bool may_block() const override { return false; }
  std::optional<std::chrono::microseconds> commit_interval() const override { return {}; }
  std::vector<outcome> commit(const std::vector<write>& batch, time_point now) override;
  void maintain() override {}
  std::vector<product_ptr> load_catalog() override;
  stored_cart load_cart(const std::string& user) override;
  placed_order find_checkout(const checkout_id& checkout) override;
  order_ptr find_order(const std::string& user, int64_t id) override;
  order_page list_orders(const souk::list_orders& query) override;
  movement_page load_movements(const souk::load_movements& query) override;
  event_page list_events(const souk::list_events& query) override { return events_.list(query); }

private:
  struct user_rows {
    stored_cart cart;
    /// Ids of this user's orders, rising.
    std::vector<int64_t> orders;
  };

  struct hash_of_checkout {
    /// The other two parts tell one checkout of a run from another.
    std::size_t operator()(const checkout_id& x) const {
      return x.run ^ (x.cart << 20) ^ x.sequence;
    }
  };

  outcome apply(const insert_product& cmd, time_point now);
  outcome apply(const update_product& cmd, time_point now);
  outcome apply(const archive_product& cmd, time_point now);
  outcome apply(const save_movement& cmd, time_point now);
  outcome apply(const save_line& cmd, time_point now);
  outcome apply(const drop_line& cmd, time_point now);
  outcome apply(const place& cmd, time_point now);
  outcome apply(const save_cancel& cmd, time_point now);
  outcome apply(const keep_refusal& cmd, time_point now);

  product_ptr* find_product(int64_t id);
  /// Nothing: there is no such product.
  std::optional<product_stock> stock_of(int64_t product_id);
  auto stock_finder() {
    return [this](int64_t product_id) { return stock_of(product_id); };
  }
  /// Adds to a tracked stock and writes the movement down; the new level.
  stock_level change_stock(int64_t product_id, movement change);
  void write_down(const product& row, movement made);
  std::vector<stock_level> take_stock(const order& placed);

  const std::uint32_t mark_ = static_cast<std::uint32_t>(random_bits());
  /// Product n stands at n - 1: ids have no gaps.
  std::vector<product_ptr> products_;
  /// Order n stands at n - 1.
  std::vector<order_ptr> orders_;
  std::unordered_map<checkout_id, int64_t, hash_of_checkout> checkouts_;
  std::unordered_map<std::string, user_rows> users_;
  /// Of each product, oldest first.
  std::unordered_map<int64_t, std::vector<movement>> movements_;
  /// The lines of an order that took tracked stock.
  std::unordered_map<int64_t, std::vector<line>> counted_lines_;
  kept_keys keys_;
  memory_events events_;
};

} // namespace souk
