#pragma once

#include <string>

namespace souk {

/// Exit code for a command line that makes no sense.
inline constexpr int bad_usage = 2;

/// The file a shop is kept in if nothing else is said.
inline constexpr const char* default_database = "souk.db";

/// The file of the shop that a command is for: of the database given, or if none is, of the one
/// that souk serve would open here without flags. Throws std::runtime_error with a line for the
/// user.
std::string file_of_shop(const std::string& given);

} // namespace souk
