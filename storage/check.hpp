#pragma once

#include "storage/rule_check.hpp"
#include "storage/sql_connection.hpp"

#include <vector>

namespace souk {

/// Whether SQLite can read all of a file, which need not be a shop's. Throws sql_error where it is
/// no database.
rule_check check_file(sql_connection& on);

/// Checks every rule on the database of a shop, that of `check_file` first, in one snapshot of it;
/// changes nothing. A rule for which damaged rows or pages would have to be read is broken. Throws
/// sql_error where nothing can be read. Source of the rules: semantics.md, Invariants.
std::vector<rule_check> check_rules(sql_connection& on);

} // namespace souk
