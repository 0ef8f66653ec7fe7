#include "storage/database.hpp"

#include "storage/memory_database.hpp"

#include <stdexcept>

namespace souk {

std::unique_ptr<database> open_database(std::string_view name) {
  if (name == "memory:")
    return std::make_unique<memory_database>();
  throw std::invalid_argument{"Cannot open the database \"" + std::string{name}
                              + "\": this version of souk keeps its state in memory only. "
                                "Use --database memory:"};
}

} // namespace souk
