#pragma once

#include <cstddef>

namespace souk {

/// Raises the limit of open files as far as it may be raised, and tells how many connections fit
/// below it beside the files that the program itself needs; at most 10 000.
std::size_t connections_in_open_files();

} // namespace souk
