#include "storage/shop_file.hpp"

#include "storage/change_events.hpp"
#include "storage/check.hpp"
#include "storage/database.hpp"
#include "storage/draft_file.hpp"
#include "storage/file_lock.hpp"
#include "storage/links.hpp"
#include "storage/migrations.hpp"
#include "storage/shop_currency.hpp"
#include "storage/shop_mark.hpp"
#include "storage/sqlite_events.hpp"
#include "storage/sqlite_products.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>

namespace souk {

namespace {

namespace fs = std::filesystem;

void must_exist(const std::string& file) {
  std::error_code ignored; // a name that cannot be looked up is no database either
  if (fs::is_directory(file, ignored))
    throw std::runtime_error{file + " is a folder, not a database."};
  if (!fs::is_regular_file(file, ignored))
    throw std::runtime_error{"There is no database " + file + "."};
}

/// What to do about an error that SQLite has only a number or a name for.
std::string advice_for(const std::string& file, sql_fault fault) {
  if (fault == sql_fault::full)
    return " Make room on its disk, and try again.";
  const auto folder = fs::path{target_of_links(file)}.parent_path();
  if (fault != sql_fault::io || ::access(folder.c_str(), W_OK) == 0)
    return "";
  return " SQLite keeps files beside a database, even to read it: run this as a user who may write "
         "to "
         + folder.string() + ".";
}

/// Opens an existing database and reads it; what SQLite cannot do becomes a line for the user.
template <class Read>
auto opening(const std::string& file, Read read) {
  must_exist(file);
  const auto what = "Cannot read the database " + file + ": ";
  try {
    auto opened = sql_connection::open_read_only(file);
    return read(opened);
  } catch (const sql_error& err) {
    throw std::runtime_error{what + err.what() + "." + advice_for(file, err.fault())};
  } catch (const std::runtime_error& err) {
    throw std::runtime_error{what + err.what() + "."};
  }
}

/// The same, where this souk knows the schema.
template <class Read>
auto reading(const std::string& file, Read read) {
  return opening(file, [&](sql_connection& opened) {
    const auto states = migration_states(opened);
    return read(opened, states);
  });
}

void must_be_shop(const std::vector<migration_state>& states) {
  if (!states.front().applied_at)
    throw std::runtime_error{"it is empty, no shop was ever opened in it"};
}

/// The same, where a shop was opened before.
template <class Read>
auto reading_shop(const std::string& file, Read read) {
  return reading(file, [&](sql_connection& opened, const std::vector<migration_state>& states) {
    must_be_shop(states);
    return read(opened);
  });
}

/// What is damaged just where the schema is told is a shop, too.
std::vector<rule_check> check_opened(sql_connection& opened) {
  try {
    must_be_shop(migration_states(opened));
  } catch (const sql_error& err) {
    if (err.fault() != sql_fault::corrupt)
      throw;
    return {check_file(opened)};
  }
  return check_rules(opened);
}

sql_connection make_database(const std::string& file) {
  try {
    return sql_connection::open(file);
  } catch (const sql_error& err) {
    throw std::runtime_error{"Cannot make " + file + ": " + err.what() + "."};
  }
}

bool is_whole(sql_connection& opened) {
  try {
    return opened.read_text("select quick_check from pragma_quick_check(1)") == "ok";
  } catch (const sql_error& err) {
    if (err.fault() == sql_fault::corrupt)
      return false;
    throw;
  }
}

/// What a copy is for: to be kept as it is, or to be served.
enum class copy_use { backup, shop };

void finish(sql_connection& copy, copy_use use) {
  // A shop goes on from here, whatever has become of the first since.
  if (use == copy_use::shop)
    renew_mark(copy);
  // Whoever only reads a file with a WAL leaves others beside it. And what does not fit is told
  // here, not when it is closed.
  copy.run("pragma journal_mode = delete");
}

void copy_into(const draft_file& draft, const std::string& from, copy_use use,
               const std::function<void(int, int)>& progress) {
  auto copy = make_database(draft.name());
  bool whole = false;
  std::optional<sql_error> failure; // of either file: SQLite does not say which
  reading_shop(from, [&](sql_connection& opened) {
    try {
      opened.back_up_to(copy, progress);
      whole = is_whole(copy);
      if (whole)
        finish(copy, use);
    } catch (const sql_error& err) {
      failure = err;
    }
  });
  if (failure)
    throw std::runtime_error{"Cannot copy the database " + from + " to " + draft.target() + ": "
                             + failure->what() + "."
                             + advice_for(draft.target(), failure->fault())};
  if (!whole)
    throw std::runtime_error{"The database " + from
                             + " is damaged, and so its copy would be. souk check " + from
                             + " tells more."};
}

void make_copy(const std::string& from, const std::string& to, copy_use use,
               const std::function<void(int, int)>& progress) {
  must_exist(from);
  must_be_new(to);
  draft_file draft{to};
  copy_into(draft, from, use, progress);
  draft.publish();
}

/// Not by `database::commit`, which goes on behind a product that does not fit: of many, those that
/// are small would be stored, and nobody could tell which.
void insert_all(sql_connection& opened, sqlite_products& rows,
                const std::vector<product_fields>& products) {
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  sqlite_events events{opened};
  sql_transaction all{opened};
  for (auto& each : products)
    events.append(product_created(*rows.insert(each, now)), 1, now);
  all.commit();
}

} // namespace

void must_be_new(const std::string& file) {
  for (auto* suffix : database_suffixes)
    // A link that leads nowhere is there, too.
    if (fs::exists(fs::symlink_status(file + suffix)))
      refuse_existing(file + suffix);
}

std::vector<rule_check> check_shop(const std::string& file) {
  return opening(file, check_opened);
}

void copy_shop(const std::string& from, const std::string& to,
               const std::function<void(int, int)>& progress) {
  make_copy(from, to, copy_use::backup, progress);
}

void restore_shop(const std::string& from, const std::string& to,
                  const std::function<void(int, int)>& progress) {
  file_lock only_one{to};
  make_copy(from, to, copy_use::shop, progress);
}

std::vector<migration_state> shop_migrations(const std::string& file) {
  return reading(file, [](sql_connection&, const auto& states) { return states; });
}

int migrate_shop(const std::string& file) {
  must_exist(file);
  file_lock only_one{file};
  try {
    auto opened = sql_connection::open(file);
    return migrate(opened, std::chrono::system_clock::now());
  } catch (const std::runtime_error& err) {
    throw std::runtime_error{"Cannot change the database " + file + ": " + err.what() + "."};
  }
}

std::vector<product_ptr> products_of_shop(const std::string& file) {
  return reading_shop(file,
                      [](sql_connection& opened) { return sqlite_products{opened}.load_all(); });
}

void add_products(const std::string& file, const std::vector<product_fields>& products,
                  currency unit) {
  open_database("sqlite:" + file); // makes it, or brings it up to date, as a server would
  file_lock only_one{file};
  try {
    auto opened = sql_connection::open(file);
    sqlite_products rows{opened};
    must_be_priced_in(unit, rows.load_all());
    insert_all(opened, rows, products);
  } catch (const sql_error& err) {
    throw std::runtime_error{"Cannot add products to the database " + file + ": " + err.what()
                             + ". Nothing was added."
                             + (err.fault() == sql_fault::full ? " Make room on the disk." : "")};
  }
}

} // namespace souk
