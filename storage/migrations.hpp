#pragma once

#include "storage/migration.hpp"
#include "storage/sql_connection.hpp"

#include <string>
#include <vector>

namespace souk {

/// All steps, in their order; the versions count from 1.
const std::vector<migration>& sqlite_migrations();

/// How far a database is; changes nothing. Throws std::runtime_error, whose text goes on behind a
/// colon, if it is of another program, if it is newer than this one, or if a step it took is not
/// the one that this program knows by that number.
std::vector<migration_state> migration_states(sql_connection& on);

/// The tables and indexes that the steps it took have made and that are gone, or others now, as
/// "index orders_of_user". What somebody added is no concern of ours. Throws like
/// `migration_states`.
std::vector<std::string> missing_parts(sql_connection& on);

/// Takes the steps that are missing, each in a transaction of its own; returns their number.
/// Throws like `migration_states`.
int migrate(sql_connection& on, time_point now);

} // namespace souk
