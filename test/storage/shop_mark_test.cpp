// What tells one shop from another, and from itself before a backup was put back.

#include "storage/memory_database.hpp"
#include "storage/shop_file.hpp"
#include "storage/sql_connection.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

namespace shop_marks {

using namespace souk;

/// The file of a shop, and a name that is free.
struct marked_shop {
  static void ignore(int, int) {}

  static std::uint32_t mark_of(const std::string& file) { return open_database(file)->mark(); }

  static std::int64_t version_in(const std::string& file) {
    return sql_connection::open_read_only(file).read_integer("pragma user_version");
  }

  test::temporary_directory folder;
  const std::string shop = folder.file("shop.db");
  const std::string other = folder.file("other.db");
  const std::uint32_t mark = mark_of(shop);
};

} // namespace shop_marks

BOOST_FIXTURE_TEST_SUITE(shop_marks, shop_marks::marked_shop)

using namespace souk;

BOOST_AUTO_TEST_CASE(a_shop_keeps_its_mark) {
  BOOST_TEST(mark != 0u);
  BOOST_TEST(mark_of(shop) == mark);
  add_products(shop, {{"Lamp", {100}}}, {});
  BOOST_TEST(mark_of(shop) == mark);
}

BOOST_AUTO_TEST_CASE(two_shops_have_two_marks) {
  BOOST_TEST(mark_of(other) != mark);
  BOOST_TEST(memory_database{}.mark() != memory_database{}.mark());
}

BOOST_AUTO_TEST_CASE(a_backup_has_the_mark_of_its_shop) {
  copy_shop(shop, other, ignore);
  BOOST_TEST(mark_of(other) == mark);
}

BOOST_AUTO_TEST_CASE(a_shop_that_is_restored_has_a_mark_of_its_own) {
  restore_shop(shop, other, ignore);
  const auto restored = mark_of(other);
  BOOST_TEST(restored != 0u);
  BOOST_TEST(restored != mark);
  BOOST_TEST(mark_of(other) == restored);
  std::filesystem::remove(other);
  restore_shop(shop, other, ignore);
  BOOST_TEST(mark_of(other) != restored);
  for (auto& each : check_shop(other))
    BOOST_TEST(each.broken == 0, each.rule);
}

BOOST_AUTO_TEST_CASE(who_only_reads_a_shop_without_a_mark_gives_it_none) {
  sql_connection::open(shop).run("pragma user_version = 0");
  check_shop(shop);
  products_of_shop(shop);
  shop_migrations(shop);
  copy_shop(shop, other, ignore);
  BOOST_TEST(version_in(shop) == 0);
  BOOST_TEST(version_in(other) == 0);
  BOOST_TEST(mark_of(shop) != 0u);
  BOOST_TEST(version_in(shop) != 0);
}

BOOST_AUTO_TEST_SUITE_END()
