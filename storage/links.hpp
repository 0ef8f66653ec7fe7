#pragma once

#include <string>

namespace souk {

/// The file that a path leads to, by however many links, be it there or yet to be made; of no link,
/// the path itself.
std::string target_of_links(const std::string& path);

} // namespace souk
