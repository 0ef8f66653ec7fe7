#pragma once

#include "storage/rule_check.hpp"
#include "storage/sql_connection.hpp"

#include <vector>

namespace souk {

/// Checks every rule on the database of a shop, in one snapshot of it; changes nothing.
/// Throws sql_error where it cannot be read. Source of the rules: semantics.md, Invariants.
std::vector<rule_check> check_rules(sql_connection& on);

} // namespace souk
