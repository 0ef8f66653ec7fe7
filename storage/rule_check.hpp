#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace souk {

/// One rule that every shop keeps, and how it fared.
struct rule_check {
  /// What the rule says, in a few words.
  std::string rule;
  /// How many rows it was checked on.
  std::int64_t rows = 0;
  std::int64_t broken = 0;
  /// The first rows that break it, by their ids.
  std::vector<std::string> examples = {};
};

} // namespace souk
