#pragma once

#include "main/machine.hpp"

#include <chrono>

namespace souk::test {

/// Writes a new certificate and the key it is signed with, which is RSA of so many bits; 0: P-256.
void write_self_signed(const tls_files& files, std::chrono::sys_seconds valid_from,
                       std::chrono::sys_seconds valid_to, unsigned rsa_bits = 0);

} // namespace souk::test
