#pragma once

#include <string_view>

namespace souk {

/// `components/schemas` of the OpenAPI document, as JSON text.
std::string_view schemas_text();

} // namespace souk
