#pragma once

#include <string_view>

namespace souk {

/// The version of this program, as in the project's CMakeLists.txt.
inline constexpr std::string_view version = SOUK_VERSION;

} // namespace souk
