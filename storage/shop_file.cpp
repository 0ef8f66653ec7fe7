#include "storage/shop_file.hpp"

#include "storage/check.hpp"
#include "storage/file_lock.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_products.hpp"

#include <filesystem>
#include <stdexcept>

namespace souk {

namespace {

namespace fs = std::filesystem;

void must_exist(const std::string& file) {
  if (!fs::is_regular_file(file))
    throw std::runtime_error{"There is no database " + file + "."};
}

/// Reads an existing shop; what SQLite cannot do becomes a line for the user.
template <class Read>
auto reading(const std::string& file, Read read) {
  must_exist(file);
  try {
    auto opened = sql_connection::open_read_only(file);
    migration_states(opened);
    return read(opened);
  } catch (const sql_error& err) {
    throw std::runtime_error{"Cannot read the database " + file + ": " + err.what() + "."};
  }
}

} // namespace

std::vector<rule_check> check_shop(const std::string& file) {
  return reading(file, [](sql_connection& opened) { return check_rules(opened); });
}

void copy_shop(const std::string& from, const std::string& to,
               const std::function<void(int, int)>& progress) {
  const auto draft = to + ".tmp";
  fs::remove(draft);
  try {
    reading(from, [&](sql_connection& opened) { opened.back_up_to(draft, progress); });
    fs::rename(draft, to);
  } catch (...) {
    fs::remove(draft);
    throw;
  }
}

std::vector<migration_state> shop_migrations(const std::string& file) {
  return reading(file, [](sql_connection& opened) { return migration_states(opened); });
}

int migrate_shop(const std::string& file) {
  must_exist(file);
  file_lock only_one{file};
  auto opened = sql_connection::open(file);
  return migrate(opened, std::chrono::system_clock::now());
}

std::vector<product_ptr> products_of_shop(const std::string& file) {
  return reading(file, [](sql_connection& opened) { return sqlite_products{opened}.load_all(); });
}

} // namespace souk
