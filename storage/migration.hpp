#pragma once

#include "messages/time.hpp"

#include <optional>
#include <string_view>

namespace souk {

/// One step of the schema, as the program carries it.
struct migration {
  int version;
  std::string_view name;
  std::string_view sql;
};

/// A step and when the database took it; nothing: not yet.
struct migration_state {
  migration step;
  std::optional<time_point> applied_at;
};

} // namespace souk
