#pragma once

#include "http/route.hpp"

#include <string>

namespace souk {

/// The OpenAPI 3.1 document of these routes, as JSON.
std::string openapi_document(std::span<const route> routes);

} // namespace souk
