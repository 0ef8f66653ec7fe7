#pragma once

#include "http/route.hpp"

namespace souk {

/// Everything souk answers to, in the order of the documentation.
std::vector<route> all_routes();

/// Those of them that are about souk itself.
std::vector<route> service_routes();

} // namespace souk
