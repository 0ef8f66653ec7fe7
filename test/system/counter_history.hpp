#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace souk::test {

/// What somebody did to a counter that must not fall below 0, and what he was told.
struct counter_operation {
  enum class kind {
    /// Took these units.
    took,
    /// Wanted to take them, and was told that there are not that many.
    found_too_few,
    /// Put them in.
    added,
    /// Was told that there are so many.
    read
  };

  kind what = kind::read;
  std::int64_t units = 0;
  /// Its effect came about somewhere between the two.
  std::chrono::steady_clock::time_point start = {};
  std::chrono::steady_clock::time_point end = {};
};

using counter_history = std::vector<counter_operation>;

/// Whether the operations have an order in which nobody was told anything wrong, and in which none
/// stands before one that had ended when it started.
/// Source: Wing and Gong, Testing and Verifying Concurrent Objects (1993), with the memory that
/// Lowe added in Testing for Linearizability (2017).
bool is_linearizable(const counter_history& history, std::int64_t units_at_first);

/// A line for each operation, by their starts, with the microseconds since the first one.
std::string to_text(counter_history history);

} // namespace souk::test
