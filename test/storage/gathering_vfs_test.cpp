#include "storage/sql_connection.hpp"
#include "test/storage/fault_vfs.hpp"
#include "test/storage/faulty_disk.hpp"
#include "test/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

namespace gathered_writes {

using namespace souk;
using namespace souk::test;

sql_connection open_with_table(const std::string& file) {
  auto opened = sql_connection::open(file);
  opened.run("pragma journal_mode = wal; pragma synchronous = full; "
             "create table texts (text text)");
  return opened;
}

/// Rows that fill so many pages, and a few more of the tree above them.
std::string insert_pages(int count) {
  return "with recursive n (i) as (select 1 union all select i + 1 from n where i < "
         + std::to_string(count)
         + ") insert into texts select hex(zeroblob(1500)) from n"; // one row a page
}

constexpr const char* count_texts = "select count(*) from texts";

struct faulty_fixture {
  told_dice random;
  faulty_disk disk{random};
  fault_vfs vfs{disk};
  temporary_directory folder;
  sql_connection connection = open_with_table(folder.file("texts.db"));
};

} // namespace gathered_writes

BOOST_AUTO_TEST_SUITE(gathered_writes)

BOOST_FIXTURE_TEST_CASE(a_commit_is_one_write_and_one_sync, faulty_fixture) {
  const auto writes = disk.calls(io_call::write);
  const auto syncs = disk.calls(io_call::sync);
  connection.run(insert_pages(20));
  BOOST_TEST(disk.calls(io_call::write) == writes + 1);
  BOOST_TEST(disk.calls(io_call::sync) == syncs + 1);
}

BOOST_FIXTURE_TEST_CASE(a_checkpoint_syncs_only_what_it_has_written, faulty_fixture) {
  connection.run(insert_pages(20));
  const auto syncs = disk.calls(io_call::sync);
  connection.run("pragma wal_checkpoint(passive)");
  BOOST_TEST(disk.calls(io_call::sync) == syncs + 1);
}

// Whoever wrote it may have been killed before the sync.
BOOST_FIXTURE_TEST_CASE(a_wal_that_was_found_is_synced_before_a_checkpoint, faulty_fixture) {
  const auto file = folder.file("found.db");
  for (auto* suffix : {"", "-wal"})
    disk.copy(folder.file("texts.db") + suffix, file + suffix);
  auto found = sql_connection::open(file);
  BOOST_TEST(found.read_integer(count_texts) == 0);
  const auto syncs = disk.calls(io_call::sync);
  found.run("pragma wal_checkpoint(passive)");
  BOOST_TEST(disk.calls(io_call::sync) == syncs + 2);
}

BOOST_FIXTURE_TEST_CASE(a_commit_whose_write_failed_is_undone, faulty_fixture) {
  disk.fail_call(1, ENOSPC);
  BOOST_CHECK_EXCEPTION(connection.run(insert_pages(20)), sql_error,
                        [](const sql_error& err) { return err.fault() == sql_fault::full; });
  BOOST_TEST(disk.was_hit());
  BOOST_TEST(connection.read_integer(count_texts) == 0);
  connection.run(insert_pages(3));
  BOOST_TEST(connection.read_integer(count_texts) == 3);
}

BOOST_FIXTURE_TEST_CASE(a_transaction_sees_what_it_has_moved_out_of_its_cache, faulty_fixture) {
  connection.run("pragma cache_size = 5; begin; " + insert_pages(200)
                 + "; update texts set text = text || 'x' where rowid % 3 = 0");
  BOOST_TEST(connection.read_integer("select count(*) from texts where text like '%x'") == 66);
  connection.run("commit");
  BOOST_TEST(connection.read_text("pragma integrity_check") == "ok");
}

// SQLite's own VFS calls a disk full that is asked to write too much at once.
BOOST_AUTO_TEST_CASE(a_commit_of_any_size_reaches_a_real_file) {
  temporary_directory folder;
  const auto file = folder.file("texts.db");
  auto connection = open_with_table(file);
  auto other = sql_connection::open_read_only(file);
  int expected = 0;
  for (int pages : {1, 10, 29, 30, 31, 32, 33, 60, 100, 1000}) {
    connection.run(insert_pages(pages));
    expected += pages;
    BOOST_TEST(other.read_integer(count_texts) == expected);
  }
  BOOST_TEST(other.read_text("pragma integrity_check") == "ok");
}

BOOST_AUTO_TEST_CASE(connections_come_and_go) {
  temporary_directory folder;
  const auto file = folder.file("texts.db");
  open_with_table(file).run(insert_pages(3));
  auto first = sql_connection::open(file);
  {
    auto second = sql_connection::open(file);
    second.run(insert_pages(4));
  }
  BOOST_TEST(first.read_integer(count_texts) == 7);
  first.run(insert_pages(5));
  BOOST_TEST(sql_connection::open(file).read_integer(count_texts) == 12);
}

BOOST_AUTO_TEST_SUITE_END()
