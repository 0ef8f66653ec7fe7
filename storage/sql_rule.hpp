#pragma once

#include <span>

namespace souk {

/// A rule in SQL: what it is checked on, and which of those break it, as texts. Where the shop is
/// damaged, SQLite may end it with an error.
struct sql_rule {
  const char* rule;
  const char* count;
  const char* broken;
};

/// The rules of events: each change has its event, and each event its change.
std::span<const sql_rule> event_rules();

} // namespace souk
