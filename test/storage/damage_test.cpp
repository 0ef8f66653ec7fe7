// Rows that nothing of souk has written: the shop stops, and acknowledges nothing that they lead
// to.

#include "storage/sqlite_database.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>

namespace damage {

using namespace souk;

struct damaged_shop {
  damaged_shop() {
    product_fields tea{"tea", {200}};
    open();
    commit(insert_product{tea});
    commit(save_line{"ann", {1, 1, {200}, 1}});
    BOOST_REQUIRE(std::holds_alternative<placed_order>(commit(checkout)));
    BOOST_REQUIRE(std::get<placed_order>(commit(checkout)).replayed);
  }

  void open() { shop.emplace(folder.file("shop.db")); }

  outcome commit(souk::write one) { return std::move(shop->commit({std::move(one)}, now).front()); }

  /// A change behind the back of souk.
  void damage(const std::string& sql) {
    shop.reset();
    sql_connection::open(folder.file("shop.db")).run("pragma foreign_keys = off; " + sql);
    open();
  }

  void check_stops(const std::string& why) {
    auto says_why = [&](const storage_failed& err) {
      return std::string{err.what()}.find(why) != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(commit(checkout), storage_failed, says_why);
  }

  test::temporary_directory folder;
  std::optional<sqlite_database> shop;
  const time_point now{std::chrono::hours{480'000}};
  const place checkout{{{1, 1, 1}, "ann", {{1, "tea", {200}, 1, {200}}}, {200}},
                       {"ann checkout", "k", ""}};
};

} // namespace damage

BOOST_FIXTURE_TEST_SUITE(damage, damage::damaged_shop)

BOOST_AUTO_TEST_CASE(a_key_whose_answer_cannot_be_read_stops_the_shop) {
  damage("update kept_keys set answer = 'nothing of souk'");
  check_stops("a kept answer cannot be read");
}

BOOST_AUTO_TEST_CASE(a_key_whose_order_is_gone_stops_the_shop) {
  damage("delete from order_lines; delete from orders");
  check_stops("the order of a kept answer is not there");
}

BOOST_AUTO_TEST_SUITE_END()
