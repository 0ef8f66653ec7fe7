#pragma once

#include "main/layer.hpp"

#include <cstddef>
#include <string>

namespace souk {

/// The file that is read if it is there and no other is named.
inline constexpr const char* default_config_file = "souk.toml";

/// A file with more bytes is a fault; one with all settings has a tenth. Parsing takes stack for
/// each of the nested tables in `[a.a.a]`, of which larger files may have more than fit. Source:
/// with the sanitizers, toml++ parses 8 000 of them in 8 MiB of stack, and not 16 000.
inline constexpr std::size_t config_bytes_max = std::size_t{16} * 1024;

/// Reads the text of a souk.toml. Its faults name the file and the line: no TOML, a key that is no
/// option's, a value of the wrong type; or that it is too large.
layer read_config(const std::string& text, const std::string& file);

/// Reads a souk.toml; one that cannot be read is a fault.
layer read_config_file(const std::string& file);

} // namespace souk
