#include "storage/migrations.hpp"

#include "storage/sqlite_database.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace migrations {

using namespace souk;

struct migrations_fixture {
  sql_connection connection() { return sql_connection::open(folder.file("shop.db")); }

  /// A shop as this souk makes it.
  void make() { const sqlite_database made{folder.file("shop.db")}; }

  /// A shop as the first souk made it.
  void make_first() {
    make();
    const auto counted =
      connection().read_text("select sql from sqlite_schema where name = 'schema_migrations'");
    const auto checksum =
      connection().read_text("select checksum from schema_migrations where version = 1");
    std::filesystem::remove(folder.file("shop.db"));
    run(std::string{sqlite_migrations().front().sql} + counted
        + "; insert into schema_migrations values (1, 'shop', '" + checksum + "', 0)");
  }

  /// A change behind the back of souk.
  void run(const std::string& sql) { connection().run(sql); }

  void check_refused(const std::string& why) {
    auto says_why = [&](const std::runtime_error& err) {
      return std::string{err.what()}.find(why) != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(sqlite_database{folder.file("shop.db")}, std::runtime_error, says_why);
  }

  test::temporary_directory folder;
  const time_point now{std::chrono::hours{480'000}};
};

} // namespace migrations

BOOST_FIXTURE_TEST_SUITE(migrations, migrations::migrations_fixture)

BOOST_AUTO_TEST_CASE(versions_count_from_1) {
  int version = 0;
  for (auto& each : sqlite_migrations())
    BOOST_TEST(each.version == ++version);
  BOOST_TEST(version > 0);
}

BOOST_AUTO_TEST_CASE(steps_that_are_missing_are_taken_once) {
  auto opened = connection();
  const auto all = static_cast<int>(sqlite_migrations().size());
  for (auto& each : migration_states(opened))
    BOOST_TEST(!each.applied_at.has_value());
  BOOST_TEST(migrate(opened, now) == all);
  BOOST_TEST(migrate(opened, now) == 0);
  for (auto& each : migration_states(opened))
    BOOST_TEST((each.applied_at == now));
}

BOOST_AUTO_TEST_CASE(a_database_of_a_newer_souk_is_refused) {
  make();
  run("insert into schema_migrations values (999, 'later', 'x', 0)");
  check_refused("schema version 999");
}

BOOST_AUTO_TEST_CASE(a_step_that_is_not_the_one_known_is_refused) {
  make();
  run("update schema_migrations set checksum = 'another'");
  check_refused("step 1");
}

BOOST_AUTO_TEST_CASE(a_database_of_another_program_is_left_as_it_is) {
  run("create table mine (text text)");
  check_refused("no shop of souk's");
  BOOST_TEST(connection().read_text("pragma journal_mode") == "delete");
  BOOST_TEST(connection().read_integer("select count(*) from sqlite_schema") == 1);
}

BOOST_AUTO_TEST_CASE(a_folder_is_no_database) {
  std::filesystem::create_directory(folder.file("shop.db"));
  check_refused("it is a folder");
}

BOOST_AUTO_TEST_CASE(a_step_that_fails_leaves_nothing_behind) {
  run("create table schema_migrations (version integer, name text, checksum text, "
      "applied_at integer); create table orders (id integer)");
  auto opened = connection();
  BOOST_CHECK_THROW(migrate(opened, now), sql_error);
  BOOST_TEST(opened.read_integer("select count(*) from sqlite_schema where name = 'products'")
             == 0);
}

BOOST_AUTO_TEST_CASE(events_of_an_older_shop_are_kept_and_counted_on) {
  make_first();
  run("insert into products values (1, 'tea', 100, 'USD', '', null, '', '', 2, 0, 0, 0, 0);"
      "insert into events values (1, 'product', '1', 1, 'created', '', '{}', 0);"
      "insert into events values (2, 'product', '1', 2, 'updated', '', '{}', 7)");
  sqlite_database opened{folder.file("shop.db")};
  opened.commit({archive_product{1}}, now);
  const auto events = opened.list_events({}).events;
  BOOST_REQUIRE(events.size() == 3U);
  for (int64_t i = 0; i < 3; ++i) {
    BOOST_TEST(events[static_cast<std::size_t>(i)].id == i + 1);
    BOOST_TEST(events[static_cast<std::size_t>(i)].sequence == i + 1);
  }
  BOOST_TEST(events[1].kind == "updated");
  BOOST_TEST((events[1].happened_at == time_point{std::chrono::microseconds{7}}));
}

BOOST_AUTO_TEST_CASE(a_file_has_one_souk_at_a_time) {
  std::filesystem::create_symlink(folder.file("real.db"), folder.file("shop.db"));
  sqlite_database first{folder.file("real.db")};
  check_refused("in use");
}

BOOST_AUTO_TEST_CASE(no_part_is_missing_of_a_shop_of_any_age) {
  make_first();
  auto opened = connection();
  BOOST_TEST(missing_parts(opened).empty());
  migrate(opened, now);
  BOOST_TEST(missing_parts(opened).empty());
}

BOOST_AUTO_TEST_SUITE_END()
