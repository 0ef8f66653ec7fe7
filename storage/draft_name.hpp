#pragma once

#include <string>

namespace souk {

/// Of a file in the making, beside the one that it becomes, as in `copy.db.k3x9aq.tmp`: another one
/// at each call, and hardly ever one that there is.
std::string draft_name(const std::string& target);

/// Makes an empty file under such a name, which nothing else had; returns it. Throws
/// std::system_error.
std::string make_draft(const std::string& target);

} // namespace souk
