#pragma once

#include <cstdint>
#include <string>

namespace souk {

/// Why no ports file could be written there, a sentence; empty: it could. Nothing is changed.
std::string fault_of_ports_file(const std::string& path);

/// Writes {"http": PORT}, with {"admin": PORT} unless that is 0: whole or not at all, a reader
/// never sees half a file. Throws std::runtime_error with a line for the user.
void write_ports_file(const std::string& path, std::uint16_t http, std::uint16_t admin);

} // namespace souk
