#pragma once

#include <cstddef>

namespace souk {

/// How many connections fit where so many files may be open, beside the files that the program
/// itself needs, and connections that are over but linger.
std::size_t connections_within(std::size_t files);

/// The fewest files that must be allowed so that so many connections fit.
std::size_t files_for(std::size_t connections);

/// Connections at once where nobody says how many.
inline constexpr std::size_t usual_connections = 10'000;

/// How many connections are accepted at once: as many as `wanted`, 0 being the usual number, and
/// no more than fit.
std::size_t connections_at_once(std::size_t wanted, std::size_t files);

/// Raises the limit of open files as far as it may be raised, and returns it.
std::size_t raise_open_files();

} // namespace souk
