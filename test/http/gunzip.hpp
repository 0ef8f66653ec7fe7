#pragma once

#include <string>
#include <string_view>

namespace souk::test {

/// The text of a single, complete gzip member; throws std::runtime_error for anything else.
std::string gunzip(std::string_view bytes);

} // namespace souk::test
