// The commands that work on the file of a shop.

#include "test/system/shop_program.hpp"
#include "test/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

namespace system_commands {

using namespace souk::test;

/// A shop at work with an order, and a folder for what is made of it.
struct kept_shop : shop_program {
  kept_shop() {
    auto ann = client("ann");
    ann.add_to_cart(make("Lamp", 5).id, 2);
    ann.checkout();
  }

  std::string database() { return (program().directory() / "souk.db").string(); }

  std::string file(const std::string& name) const { return (folder.path() / name).string(); }

  static ending run_souk(const std::vector<std::string>& arguments) {
    return run(souk_with(arguments));
  }

  /// Runs a command that must succeed; what it says.
  static std::string said_by(const std::vector<std::string>& arguments) {
    const auto end = run_souk(arguments);
    BOOST_TEST(end.code == 0, end.out + end.err);
    BOOST_TEST(end.err == "");
    return end.out;
  }

  /// Runs a command that must fail with one line.
  static void check_refused(const std::vector<std::string>& arguments, const std::string& why) {
    const auto end = run_souk(arguments);
    BOOST_TEST(end.code == 1);
    BOOST_TEST(has(end.err, why), end.err);
    BOOST_TEST(end.err.starts_with("souk: "), end.err);
  }

  temporary_directory folder;
};

std::string text_of(const std::string& file) {
  std::ifstream in{file};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Copies that are not whole, as in copy.db.k3x9aq.tmp.
std::ptrdiff_t drafts_in(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator all{folder};
  return std::count_if(begin(all), end(all),
                       [](auto& each) { return each.path().extension() == ".tmp"; });
}

/// Of a program whose files may not grow beyond so many bytes.
std::function<void()> limited_to(rlim_t bytes) {
  return [bytes] {
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, SIG_IGN);
  };
}

} // namespace system_commands

BOOST_FIXTURE_TEST_SUITE(system_commands, system_commands::kept_shop)

BOOST_AUTO_TEST_CASE(a_shop_at_work_is_checked) {
  const auto said = said_by({"check", database()});
  BOOST_TEST(has(said, "ok      the total of an order is the sum of its lines (1 checked)"), said);
  BOOST_TEST(has(said, "The shop is sound."), said);
}

BOOST_AUTO_TEST_CASE(a_shop_that_lacks_half_of_its_file_is_found_out) {
  said_by({"backup", file("copy.db"), "--database", database()});
  std::filesystem::resize_file(file("copy.db"), std::filesystem::file_size(file("copy.db")) / 2);
  check_refused({"check", file("copy.db")}, "database disk image is malformed");
}

BOOST_AUTO_TEST_CASE(what_is_no_shop_is_named) {
  check_refused({"check", "absent.db"}, "There is no database absent.db.");
  std::ofstream{file("text.db")} << "not a database, whatever its name says";
  check_refused({"check", file("text.db")}, "Cannot read the database");
  std::ofstream{file("empty.db")} << "";
  check_refused({"check", file("empty.db")}, "empty.db: it is empty");
  check_refused({"check", folder.path().string()}, "is a folder");
}

BOOST_AUTO_TEST_CASE(a_damaged_shop_is_not_backed_up) {
  said_by({"backup", file("copy.db"), "--database", database()});
  constexpr std::size_t page = 4096;
  std::fstream out{file("copy.db"), std::ios::in | std::ios::out | std::ios::binary};
  out.seekp(4 * page);
  out << std::string(page, 'x');
  out.close();
  check_refused({"backup", file("next.db"), "--database", file("copy.db")}, "is damaged");
  BOOST_TEST(!std::filesystem::exists(file("next.db")));
  BOOST_TEST(drafts_in(folder.path()) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_left_of_another_shop_gets_into_no_new_one) {
  said_by({"backup", file("copy.db"), "--database", database()});
  // A program that was killed leaves it; then the database alone was moved away.
  std::ofstream{file("again.db-wal")} << "changes of another shop";
  check_refused({"restore", file("copy.db"), "--database", file("again.db")},
                "again.db-wal exists already");
  check_refused({"backup", file("again.db"), "--database", database()},
                "again.db-wal exists already");
  BOOST_TEST(!std::filesystem::exists(file("again.db")));
}

BOOST_AUTO_TEST_CASE(the_file_that_cannot_be_written_is_named) {
  const auto nowhere = file("nowhere/copy.db");
  check_refused({"backup", nowhere, "--database", database()}, "Cannot make " + nowhere);
}

BOOST_AUTO_TEST_CASE(a_backup_of_a_shop_at_work_is_a_shop_of_its_own) {
  said_by({"backup", file("copy.db"), "--database", database()});
  check_refused({"backup", file("copy.db"), "--database", database()}, "exists already");
  said_by({"restore", file("copy.db"), "--database", file("again.db")});
  check_refused({"restore", file("copy.db"), "--database", file("again.db")}, "exists already");
  shop_program again{{"--database", file("again.db")}};
  BOOST_TEST(again.client("ann").list_orders().values.size() == 1u);
  BOOST_TEST(again.stock_of(again.client().get_product(1)) == 3);
  again.stop();
}

BOOST_AUTO_TEST_CASE(a_backup_that_was_killed_is_none_and_may_be_made_again) {
  constexpr int products = 4'000; // enough for a copy that takes a while
  const std::string line = R"({"name":"Lamp","price":1,"description":")" + std::string(8'000, 'x');
  std::ofstream lines{file("many.jsonl")};
  for (int i = 0; i < products; ++i)
    lines << line << "\"}\n";
  lines.close();
  said_by({"import", file("many.jsonl"), "--database", file("many.db")});

  process copying{souk_with({"backup", "copy.db", "--database", file("many.db")})};
  const auto copy = copying.directory() / "copy.db";
  copying.wait_until([&] { return drafts_in(copying.directory()) == 1; }, "the copy has begun");
  copying.send(SIGKILL);
  BOOST_TEST(copying.wait().signal == SIGKILL);
  BOOST_TEST(!std::filesystem::exists(copy));

  said_by({"backup", copy, "--database", file("many.db")});
  BOOST_TEST(drafts_in(copying.directory()) == 1); // of the one that was killed
  BOOST_TEST(has(said_by({"check", copy}), "The shop is sound."));
}

BOOST_AUTO_TEST_CASE(products_are_exported_and_imported) {
  make("Pen");
  const auto lines = file("products.jsonl");
  said_by({"export", lines, "--database", database()});
  BOOST_TEST(has(text_of(lines), R"("name":"Pen")"));
  said_by({"import", lines, "--database", file("new.db")});
  shop_program fresh{{"--database", file("new.db")}};
  BOOST_TEST(fresh.client().get_product(2).name == "Pen");
  BOOST_TEST(fresh.stock_of(fresh.client().get_product(1)) == 3);
  fresh.stop();
}

BOOST_AUTO_TEST_CASE(an_export_that_cannot_be_written_leaves_nothing) {
  auto seller = client();
  for (int i = 0; i < 8; ++i)
    seller.create_product({.name = "Lamp", .price = {100}, .description = std::string(9'000, 'x')});
  process exporting{souk_with({"export", file("all.jsonl"), "--database", database()}),
                    limited_to(40'000)};
  const auto end = exporting.wait();
  BOOST_TEST(end.code == 1);
  BOOST_TEST(has(end.err, "Cannot write " + file("all.jsonl") + ": File too large."), end.err);
  BOOST_TEST(std::filesystem::is_empty(folder.path()));
}

BOOST_AUTO_TEST_CASE(an_export_follows_no_link_and_replaces_no_file) {
  std::filesystem::create_symlink(file("elsewhere"), file("link"));
  std::ofstream{file("taken")} << "of somebody";
  for (auto* each : {"link", "taken"})
    check_refused({"export", file(each), "--database", database()}, "exists already");
  BOOST_TEST(!std::filesystem::exists(file("elsewhere")));
  BOOST_TEST(text_of(file("taken")) == "of somebody");
}

BOOST_AUTO_TEST_CASE(blank_lines_are_no_products) {
  std::ofstream{file("lines")} << "{\"name\":\"Pen\",\"price\":1}\r\n\r\n \t\n\n";
  BOOST_TEST(
    has(said_by({"import", file("lines"), "--database", file("new.db")}), "1 products were added"));
}

BOOST_AUTO_TEST_CASE(an_import_with_a_wrong_line_imports_nothing) {
  const auto lines = file("products.jsonl");
  std::ofstream{lines} << R"({"name":"Pen","price":1.20})" << '\n' << R"({"name":"","price":1})";
  check_refused({"import", lines, "--database", file("new.db")}, "line 2: name must have");
  BOOST_TEST(!std::filesystem::exists(file("new.db")));
  std::ofstream{lines} << R"({"name":"Pen","price":1.20,"currency":"EUR"})";
  check_refused({"import", lines, "--database", file("new.db")},
                "currency must be USD. If the shop has EUR, say --currency EUR.");
}

BOOST_AUTO_TEST_CASE(an_import_that_the_disk_cannot_take_imports_nothing) {
  const std::string head = R"({"name":"Lamp","price":1,"description":")";
  std::ofstream lines{file("many.jsonl")};
  for (int i = 0; i < 1'500; ++i)
    lines << head << std::string(i < 1'000 ? 10 : 1'000, 'x') << "\"}\n";
  lines.close();
  process importing{souk_with({"import", file("many.jsonl"), "--database", file("new.db")}),
                    limited_to(524'288)};
  const auto end = importing.wait();
  BOOST_TEST(end.code == 1);
  BOOST_TEST(has(end.err, "Nothing was added."), end.err);
  BOOST_TEST(has(said_by({"export", file("stored.jsonl"), "--database", file("new.db")}),
                 "0 products are in"));
  said_by({"import", file("many.jsonl"), "--database", file("new.db")});
  BOOST_TEST(has(said_by({"check", file("new.db")}), "The shop is sound."));
}

BOOST_AUTO_TEST_CASE(an_import_in_another_currency_imports_nothing) {
  said_by({"backup", file("copy.db"), "--database", database()});
  std::ofstream{file("yen.jsonl")} << R"({"name":"Pen","price":120})";
  check_refused({"import", file("yen.jsonl"), "--database", file("copy.db"), "--currency", "JPY"},
                "are in USD, not in JPY. Say --currency USD.");
  shop_program again{{"--database", file("copy.db")}};
  again.stop();
}

BOOST_AUTO_TEST_CASE(a_folder_is_not_imported) {
  check_refused({"import", folder.path().string(), "--database", file("new.db")}, "is a folder");
  BOOST_TEST(!std::filesystem::exists(file("new.db")));
}

BOOST_AUTO_TEST_CASE(a_shop_in_use_is_not_written_by_others) {
  std::ofstream{file("products.jsonl")} << R"({"name":"Pen","price":1.20})";
  check_refused({"import", file("products.jsonl"), "--database", database()}, "in use");
  check_refused({"migrate", "up", "--database", database()}, "in use");
}

BOOST_AUTO_TEST_CASE(the_steps_of_the_schema_are_shown) {
  BOOST_TEST(said_by({"migrate", "status", "--database", database()})
             == "applied  1 shop\napplied  2 events\n");
}

BOOST_AUTO_TEST_SUITE_END()
