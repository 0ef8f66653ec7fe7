#pragma once

#include <string>
#include <string_view>

/// What a log may show of what a client has sent: visible ASCII and no more than 1 KiB of it, so
/// that nothing ends a line, reaches a terminal as a command, or needs an escape in JSON.

namespace souk {

/// Appends the text; bytes that are not visible ASCII, quotes and backslashes are percent-encoded,
/// and what is too long ends with "...".
void append_visible(std::string& out, std::string_view text);

/// Appends a target. Of a query, only whole numbers under the names of paging and carts are shown,
/// every other value is REDACTED; so is each segment of the path that has an @.
void append_shown_target(std::string& out, std::string_view target);

} // namespace souk
