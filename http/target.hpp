#pragma once

#include <cstddef>
#include <string_view>

namespace souk {

/// The length of "http://" or "https://" at the beginning; 0: neither.
std::size_t scheme_size(std::string_view target);

/// A request target cut in two, still percent-encoded.
struct target_parts {
  std::string_view path;
  /// Without the question mark.
  std::string_view query;
};

/// Cuts a target in origin form or in absolute form, whose scheme and authority are left out: a
/// server must accept both. A `#`, which may not stand there, stays where it is.
/// Source: RFC 9112, 3.2.1 and 3.2.2.
target_parts split_target(std::string_view target);

} // namespace souk
