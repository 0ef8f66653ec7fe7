#pragma once

#include "messages/limits.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// Reads the field value of `Idempotency-Key`: 1..`idempotency_key_characters_max` visible ASCII
/// characters, bare or as a structured-field string (`"..."` with the escapes `\"` and `\\`, which
/// count as one); both forms of a key are the same key. Spaces and tabs around the value are
/// ignored. Empty for anything else. Source: semantics.md, Checkout, step 5; RFC 8941, 3.3.3.
std::optional<std::string> parse_idempotency_key(std::string_view field_value);

} // namespace souk
