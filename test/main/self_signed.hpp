#pragma once

#include "main/machine.hpp"

#include <string>

namespace souk::test {

/// Writes a new certificate and the key it is signed with.
void write_self_signed(const tls_files& files, wall_time valid_from, wall_time valid_to);

} // namespace souk::test
