#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souk {

/// A client's own request id may have this many characters.
inline constexpr std::size_t request_id_characters_max = 128;

/// A name for one request, unique over restarts: 16 random hexadecimal digits of this run, and 8 or
/// more that count. Thread-safe.
std::string next_request_id();

/// Whether a client's name for a request may be used as it is, in logs and in JSON: 1 to 128
/// characters of [A-Za-z0-9._-].
bool is_request_id(std::string_view text);

} // namespace souk
