#pragma once

#include <string>

namespace souk {

/// A name for one request, unique over restarts: 16 random hexadecimal digits of this run, and
/// a count. Thread-safe.
std::string next_request_id();

} // namespace souk
