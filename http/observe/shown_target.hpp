#pragma once

#include "http/append_all.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

/// What a log may show of what a client has sent: visible ASCII and no more than 1 KiB of it, so
/// that nothing ends a line, reaches a terminal as a command, or needs an escape in JSON.

namespace souk {

/// Longer texts tell no more, and a client chooses the length.
inline constexpr std::size_t shown_bytes_max = 1024;

/// A piece of a line: bytes that are not visible ASCII, quotes and backslashes are percent-encoded,
/// and what is too long ends with "...".
struct visible_text {
  std::string_view text;

  constexpr std::size_t bytes_max() const { return 3 * std::min(text.size(), shown_bytes_max) + 3; }
  char* write_to(char* begin) const;
};

/// A piece of a line: a target. Of a query, only whole numbers under the names of paging and carts
/// are shown, every other value is REDACTED; so is each segment of the path that has an @.
class shown_target {
public:
  /// The target must live as long.
  explicit shown_target(std::string_view target);

  std::size_t bytes_max() const { return text_.size(); }
  char* write_to(char* begin) const { return copy_to(begin, text_); }

private:
  /// Empty if the target is shown as it is.
  const std::string made_;
  const std::string_view text_;
};

} // namespace souk
