#pragma once

#include <string_view>

namespace souk::sdk {

/// The target of `<target>; rel="next"` in a Link field (RFC 8288), or an empty text. The shop
/// sends one link; in a list of several, the one with that relation is found.
std::string_view next_target(std::string_view link_field);

/// The value of a parameter in the query of a target, still percent-encoded, or an empty text.
std::string_view query_value(std::string_view target, std::string_view name);

} // namespace souk::sdk
