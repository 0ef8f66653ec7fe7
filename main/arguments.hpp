#pragma once

namespace souk {

/// Exit code for a command line that makes no sense.
inline constexpr int bad_usage = 2;

/// The file a shop is kept in if nothing else is said.
inline constexpr const char* default_database = "souk.db";

} // namespace souk
