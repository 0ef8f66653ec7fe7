#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// Compresses a text as gzip (RFC 1952), fast rather than small; the same text gives the same
/// bytes. Nothing where there is no memory for it, or the text has 2 GiB. Thread-safe.
std::optional<std::string> gzip(std::string_view text);

} // namespace souk
