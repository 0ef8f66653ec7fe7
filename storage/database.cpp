#include "storage/database.hpp"

#include "storage/memory_database.hpp"
#include "storage/sqlite_database.hpp"

namespace souk {

std::string file_of_database(std::string_view name) {
  if (name == "memory:")
    return {};
  auto path = name;
  constexpr std::string_view sqlite = "sqlite:";
  if (path.starts_with(sqlite))
    path.remove_prefix(sqlite.size());
  if (path.empty() || path == ":memory:" || path.starts_with("file:")
      || path.find("://") != std::string_view::npos)
    throw std::runtime_error{"souk knows no database \"" + std::string{name}
                             + "\": use --database with a path, or with memory:"};
  return std::string{path};
}

std::unique_ptr<database> open_database(std::string_view name) {
  auto file = file_of_database(name);
  if (file.empty())
    return std::make_unique<memory_database>();
  return std::make_unique<sqlite_database>(std::move(file));
}

} // namespace souk
