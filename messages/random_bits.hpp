#pragma once

#include <cstdint>
#include <random>

namespace souk {

/// Of the system's own source: fit for names that nobody shall guess. Thread-safe.
inline uint64_t random_bits() {
  std::random_device entropy;
  return uint64_t{entropy()} << 32 | entropy();
}

} // namespace souk
