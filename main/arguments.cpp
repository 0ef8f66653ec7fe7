#include "main/arguments.hpp"

#include "main/option_flags.hpp"
#include "storage/database.hpp"

#include <stdexcept>

namespace souk {

std::string file_of_shop(const std::string& given) {
  const auto database = given.empty() ? usual_options().server.database : given;
  auto file = file_of_database(database);
  if (file.empty())
    throw std::runtime_error{"A shop in memory has no file. Name one with --database."};
  return file;
}

} // namespace souk
