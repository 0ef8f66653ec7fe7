#pragma once

#include "storage/database.hpp"
#include "test/temporary_directory.hpp"

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::test {

/// A database, a clock, and short words for what is asked of them.
struct database_fixture {
  outcome commit(write one) { return std::move(rows.commit({std::move(one)}, now).front()); }

  /// The reply to a write; throws std::bad_variant_access where it was refused.
  template <class Reply>
  Reply reply_to(write one) {
    return std::get<Reply>(commit(std::move(one)));
  }

  /// Why a write was refused; throws std::bad_variant_access where it was not.
  refusal refusal_of(write one) { return std::get<refusal>(commit(std::move(one))); }

  int64_t add_product(int64_t minor, std::optional<int64_t> stock = {}) {
    product_fields fields{"a product", {minor}};
    fields.stock = stock;
    return reply_to<product_reply>(insert_product{fields}).product->id;
  }

  product_ptr find(int64_t id) { return rows.load_catalog().at(static_cast<std::size_t>(id - 1)); }

  save_line adding(const std::string& user, int64_t product_id, int32_t quantity) {
    return {user, {product_id, quantity, find(product_id)->fields.price, 1}};
  }

  void put_in_cart(const std::string& user, int64_t product_id, int32_t quantity) {
    reply_to<saved_cart>(adding(user, product_id, quantity));
  }

  /// A new checkout of these lines at the prices of this moment.
  place ordering(const std::string& user, const std::vector<line>& lines) {
    place command;
    command.draft.checkout = {1, 1, ++checkouts};
    command.draft.user = user;
    for (auto& each : lines) {
      const auto sold = find(each.product_id);
      auto& fields = sold->fields;
      auto line_total = checked_multiply(fields.price, each.quantity).value();
      command.draft.lines.push_back(
        {each.product_id, fields.name, fields.price, each.quantity, line_total});
      command.draft.total = checked_add(command.draft.total, line_total).value();
    }
    return command;
  }

  order_ptr place_order(const std::string& user, const std::vector<line>& lines) {
    return reply_to<placed_order>(ordering(user, lines)).order;
  }

  /// The cart without prices.
  std::vector<line> lines_of(const std::string& user) {
    std::vector<line> result;
    for (auto& each : rows.load_cart(user).lines)
      result.push_back({each.product_id, each.quantity});
    return result;
  }

  /// The kind of database that SOUK_TEST_DATABASE names: sqlite, or else memory.
  std::unique_ptr<database> open() {
    const char* kind = std::getenv("SOUK_TEST_DATABASE");
    const bool in_file = kind != nullptr && kind == std::string_view{"sqlite"};
    return open_database(in_file ? folder.file("shop.db") : "memory:");
  }

  temporary_directory folder;
  std::unique_ptr<database> opened = open();
  database& rows = *opened;
  time_point now{std::chrono::hours{480'000}};
  uint64_t checkouts = 0;
};

} // namespace souk::test
