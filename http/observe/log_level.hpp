#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace souk {

/// How much is told: everything up to and with a level. Nothing is written at `off`.
enum class log_level { off, error, warn, info, debug };

/// The words for the levels, in their order.
inline constexpr std::array<std::string_view, 5> log_level_names{"off", "error", "warn", "info",
                                                                 "debug"};

constexpr std::optional<log_level> parse_log_level(std::string_view name) {
  const auto found = std::find(log_level_names.begin(), log_level_names.end(), name);
  if (found == log_level_names.end())
    return std::nullopt;
  return static_cast<log_level>(found - log_level_names.begin());
}

constexpr std::string_view name_of(log_level level) {
  return log_level_names[static_cast<std::size_t>(level)];
}

/// Lines for people at a terminal, or one JSON object a line.
enum class log_format { text, json };

} // namespace souk
