#pragma once

#include <cstdint>

namespace souk {

/// Spreads what differs in any bit over all bits; no two numbers meet, and 0 stays 0. Source:
/// SplitMix64, Stafford's variant 13 of the finalizer of MurmurHash3
/// (https://prng.di.unimi.it/splitmix64.c, public domain).
constexpr std::uint64_t spread(std::uint64_t x) {
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

} // namespace souk
