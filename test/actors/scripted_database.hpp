#pragma once

#include "storage/memory_database.hpp"

#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace souk::test {

/// What a `scripted_database` does and has seen; outlives it in the hands of a test.
struct database_script {
  memory_database rows;
  std::optional<std::chrono::microseconds> commit_interval = std::chrono::microseconds{0};
  /// How many of the next commits fail before they change anything.
  int commits_to_refuse = 0;
  /// Whether the next commit finds that the disk has failed.
  bool is_disk_failing = false;
  /// How many of the next commits fail after they changed everything.
  int commits_to_doubt = 0;
  /// How many of the next reads fail.
  int reads_to_refuse = 0;
  /// Called at each read.
  std::function<void()> on_read = [] {};
  /// Called when the database is to do what nobody waits for.
  std::function<void()> on_maintain = [] {};
  /// How many writes each commit had.
  std::vector<std::size_t> batches;
  /// How often a cart was loaded.
  int carts_loaded = 0;

  /// Nothing fails from here on.
  void heal() { commits_to_refuse = commits_to_doubt = reads_to_refuse = 0; }

  product_ptr find(int64_t id) { return rows.load_catalog().at(static_cast<std::size_t>(id - 1)); }
};

/// A memory database that fails when its script says so.
class scripted_database final : public database {
public:
  explicit scripted_database(std::shared_ptr<database_script> script)
    : script_(std::move(script)) {}

  std::uint32_t mark() const override { return script_->rows.mark(); }

  bool may_block() const override { return false; }
  std::optional<std::chrono::microseconds> commit_interval() const override {
    return script_->commit_interval;
  }

  std::vector<outcome> commit(const std::vector<write>& batch, time_point now) override {
    script_->batches.push_back(batch.size());
    if (script_->is_disk_failing)
      throw storage_failed{"the disk is gone for good, says the test"};
    fail_if(script_->commits_to_refuse);
    auto outcomes = script_->rows.commit(batch, now);
    fail_if(script_->commits_to_doubt);
    return outcomes;
  }

  void maintain() override { script_->on_maintain(); }

  std::vector<product_ptr> load_catalog() override { return reading().load_catalog(); }

  stored_cart load_cart(const std::string& user) override {
    ++script_->carts_loaded;
    return reading().load_cart(user);
  }

  placed_order find_checkout(const checkout_id& checkout) override {
    return reading().find_checkout(checkout);
  }

  order_ptr find_order(const std::string& user, int64_t id) override {
    return reading().find_order(user, id);
  }

  order_page list_orders(const souk::list_orders& query) override {
    return reading().list_orders(query);
  }

  movement_page load_movements(const souk::load_movements& query) override {
    return reading().load_movements(query);
  }

  event_page list_events(const souk::list_events& query) override {
    return reading().list_events(query);
  }

private:
  static void fail_if(int& failures_left) {
    if (failures_left > 0) {
      --failures_left;
      throw std::runtime_error{"the disk is gone, says the test"};
    }
  }

  memory_database& reading() {
    script_->on_read();
    fail_if(script_->reads_to_refuse);
    return script_->rows;
  }

  std::shared_ptr<database_script> script_;
};

} // namespace souk::test
