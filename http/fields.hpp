#pragma once

#include "http/decode.hpp"
#include "http/route.hpp"

#include <optional>

namespace souk {

/// What the route takes of the query and, where it has one, the JSON body of a request, ready to be
/// taken apart; other names in the query are faults.
/// Nothing: they cannot be read at all, and the request has been answered with 400.
std::optional<field_reader> read_fields(request& from);

/// Whether all fields were valid; if not, the request has been answered with every fault.
bool all_valid(request& from, field_reader& fields);

/// A positive id in the path; nothing: it cannot be one.
std::optional<std::int64_t> id_in_path(const request& from);

} // namespace souk
