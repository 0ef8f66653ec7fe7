#pragma once

#include "http/exchange.hpp"
#include "http/problem.hpp"

#include <optional>
#include <string_view>

namespace souk {

// Limits of a request's head, as common servers have them: nginx takes 8 KiB a line, Apache 100
// fields.
inline constexpr std::size_t request_line_bytes_max = 8 * 1024;
inline constexpr std::size_t field_bytes_max = 16 * 1024;
inline constexpr std::size_t fields_max = 64;

/// Why a request is refused for its head alone, whatever it asks for.
struct head_fault {
  const problem_kind* kind;
  /// Empty: the general one of the kind.
  std::string_view detail = {};
};

/// Looks at the request line and every field once.
/// Sources: RFC 9112, 3.2 (Host), 5.1 (names), 6.1 (transfer codings); RFC 9110, 5.3 (fields that
/// are no lists stand once).
std::optional<head_fault> find_head_fault(const http_message& message);

} // namespace souk
