#include "storage/database.hpp"

#include "storage/memory_database.hpp"
#include "storage/sqlite_database.hpp"

namespace souk {

std::unique_ptr<database> open_database(std::string_view name) {
  if (name == "memory:")
    return std::make_unique<memory_database>();
  constexpr std::string_view sqlite = "sqlite:";
  if (name.starts_with(sqlite))
    name.remove_prefix(sqlite.size());
  const bool is_path = !name.empty() && name.find("://") == std::string_view::npos;
  if (!is_path)
    throw std::runtime_error{"Cannot open the database \"" + std::string{name}
                             + "\": use --database with a path, or with memory:"};
  return std::make_unique<sqlite_database>(std::string{name});
}

} // namespace souk
