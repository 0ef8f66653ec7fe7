#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// The name that was probably meant: the one with the fewest letters inserted, left out, replaced
/// or exchanged with their neighbours. Empty if none is near: at most a third of the letters, and
/// at least one, may differ. Case counts.
std::string nearest_name(std::string_view given, const std::vector<std::string>& known);

} // namespace souk
