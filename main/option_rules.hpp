#pragma once

#include "main/serve.hpp"

#include <string>
#include <vector>

namespace souk {

/// What options demand of each other and do not find, each a line for the user that says what to
/// do.
std::vector<std::string> broken_rules(const serve_options& options);

} // namespace souk
