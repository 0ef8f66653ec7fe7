#pragma once

#include <string>

namespace souk {

/// The file that a path leads to, by however many links, be it there or yet to be made: absolute,
/// and the same by whatever path. One that cannot be looked up stays as it is.
std::string target_of_links(const std::string& path);

} // namespace souk
