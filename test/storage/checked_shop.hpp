#pragma once

#include "storage/check.hpp"
#include "storage/shop_file.hpp"
#include "storage/sqlite_database.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace souk::test {

/// A shop with two orders, one of them canceled, a cart, and its file.
struct checked_shop {
  checked_shop() {
    open();
    tell(insert_product{{"tea", {100}, "", 9}});
    tell(insert_product{{"cup", {250}}});
    for (uint64_t sequence : {1U, 2U}) {
      tell(save_line{"ann", {1, 2, {100}, 1}});
      tell(save_line{"ann", {2, 1, {250}, 1}});
      place order;
      order.draft = {
        {1, 1, sequence}, "ann", {{1, "tea", {100}, 2, {200}}, {2, "cup", {250}, 1, {250}}}, {450}};
      order.key = {"ann checkout", "k" + std::to_string(sequence), ""};
      tell(std::move(order));
    }
    tell(save_cancel{"ann", 2, {}});
    tell(save_line{"ben", {1, 3, {100}, 1}});
    tell(drop_line{"ben", 1});
    tell(save_line{"ben", {1, 2, {100}, 1}});
    tell(save_movement{1, movement_kind::adjusted, -1, "lost"});
    close();
  }

  void open() { shop = open_database(file()); }
  void close() { shop.reset(); }
  void tell(souk::write one) {
    const auto said = std::move(shop->commit({std::move(one)}, now).front());
    BOOST_REQUIRE(!std::holds_alternative<refusal>(said));
  }

  std::string file() const { return folder.file("shop.db"); }

  void change(const std::string& sql) const {
    sql_connection::open(file()).run("pragma foreign_keys = off; " + sql);
  }

  /// The rules that do not hold.
  std::vector<std::string> broken() const {
    auto connection = sql_connection::open_read_only(file());
    std::vector<std::string> result;
    for (auto& each : check_rules(connection))
      if (each.broken > 0)
        result.push_back(each.rule);
    return result;
  }

  static bool has(const std::vector<std::string>& found, const std::string& rule) {
    return std::any_of(found.begin(), found.end(), [&](const std::string& each) {
      return each.find(rule) != std::string::npos;
    });
  }

  /// Breaks the shop with SQL; then it must be that rule which finds it.
  void check_found(const std::string& sql, const std::string& rule) const {
    change(sql);
    BOOST_TEST(has(broken(), rule), sql);
  }

  /// The same, where nothing else may be found.
  void check_only(const std::string& sql, const std::string& rule) const {
    check_found(sql, rule);
    BOOST_TEST(broken().size() == 1u, sql);
  }

  /// Overwrites a part of the page where a table begins.
  void damage(const std::string& table) const {
    constexpr std::int64_t page = 4096;
    constexpr std::int64_t from = 3000;
    const auto root = sql_connection::open_read_only(file()).read_integer(
      "select rootpage from sqlite_schema where name = '" + table + "'");
    std::fstream out{file(), std::ios::in | std::ios::out | std::ios::binary};
    out.seekp((root - 1) * page + from);
    out << std::string(page - from, '\xff');
  }

  temporary_directory folder;
  std::unique_ptr<database> shop;
  const time_point now{std::chrono::hours{480'000}};
};

} // namespace souk::test
