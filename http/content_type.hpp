#pragma once

#include <string_view>

namespace souk {

/// Whether the field value of `Content-Type` names JSON in UTF-8: `application/json` or
/// `application/*+json` in any case, with well-formed parameters of which a `charset`, if given, is
/// utf-8. Source: RFC 9110, 8.3.1.
bool is_json(std::string_view content_type);

} // namespace souk
