#pragma once

#include <array>
#include <cstddef>

namespace souk {

/// What a request costs. Each class has a share of the requests in flight, so that many of the dear
/// ones cannot keep the cheap ones out.
enum class cost_class : unsigned char {
  /// Answered from memory, or refused.
  light,
  /// A page of many rows.
  list,
  /// A change that waits for the disk.
  change,
  /// An exchange between actors, and then the disk.
  checkout
};

inline constexpr std::size_t cost_classes = 4;

/// How many requests of a class may be in flight where `all` may be in all.
constexpr std::size_t share_of(cost_class which, std::size_t all) {
  constexpr std::array<std::size_t, cost_classes> quarters{4, 1, 2, 1};
  return (all * quarters[static_cast<std::size_t>(which)] + 3) / 4;
}

/// A request that was answered at its deadline has left its place, and what it asked for may still
/// wait for a disk that hangs. So many of them for each place are enough: more get no place.
inline constexpr std::size_t abandoned_per_place = 4;

} // namespace souk
