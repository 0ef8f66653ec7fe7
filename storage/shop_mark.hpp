#pragma once

#include "storage/sql_connection.hpp"

#include <cstdint>

namespace souk {

// The mark of a shop in a file, as SQLite's `user_version`: a copy has it, too, and no table is
// needed for it. 0: no server has opened it yet.

std::uint32_t mark_of(sql_connection& on);

/// Makes one where there is none.
void ensure_mark(sql_connection& on);

/// Makes another: the shop goes on from a state that it had left before.
void renew_mark(sql_connection& on);

} // namespace souk
