#include "main/arguments.hpp"

#include "main/option_flags.hpp"

#include <stdexcept>
#include <string_view>

namespace souk {

std::string file_of_database(const std::string& database) {
  constexpr std::string_view sqlite = "sqlite:";
  if (database == "memory:")
    return {};
  return database.starts_with(sqlite) ? database.substr(sqlite.size()) : database;
}

std::string file_of_shop(const std::string& given) {
  const auto database = given.empty() ? usual_options().server.database : given;
  auto file = file_of_database(database);
  if (file.empty())
    throw std::runtime_error{"A shop in memory has no file. Name one with --database."};
  return file;
}

} // namespace souk
