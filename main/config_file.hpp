#pragma once

#include "main/layer.hpp"

#include <string>

namespace souk {

/// The file that is read if it is there and no other is named.
inline constexpr const char* default_config_file = "souk.toml";

/// Reads the text of a souk.toml. Its faults name the file and the line: no TOML, a key that is no
/// option's, a value of the wrong type.
layer read_config(const std::string& text, const std::string& file);

/// Reads a souk.toml; one that cannot be read is a fault.
layer read_config_file(const std::string& file);

} // namespace souk
