#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace souk {

class http_message;

/// The value of a field that is a list, and so may be sent in several lines: joined by commas.
/// Nothing: there is no such field. Source: RFC 9110, 5.3.
std::optional<std::string> list_field(const http_message& message, std::string_view name);

} // namespace souk
