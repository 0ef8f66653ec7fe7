#pragma once

#include <string>

namespace souk::sdk {

/// Throws std::invalid_argument unless the options of a client may add this field to each request:
/// it is a field at all, and none of those that the client sets itself.
void check_field(const std::string& name, const std::string& value);

} // namespace souk::sdk
