#pragma once

#include <string>

namespace souk {

enum class verdict { ok, warn, fail };

/// What `souk doctor` found out about one thing.
struct finding {
  verdict how = verdict::ok;
  /// Which thing: "open files".
  std::string what = {};
  /// A sentence.
  std::string found = {};
  /// What to do, a sentence; empty: nothing.
  std::string advice = {};

  bool operator==(const finding&) const = default;
};

} // namespace souk
