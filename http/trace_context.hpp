#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// What a request says of the trace it is a part of. Source: W3C Trace Context, level 1.
struct trace_context {
  /// Lower-case hexadecimal digits.
  std::array<char, 32> trace_id{};
  bool is_sampled = false;
};

/// What of a `traceparent` is read: `00-<trace>-<parent>-<flags>`, lower-case digits and dashes.
inline constexpr std::size_t traceparent_bytes = 55;

/// Reads the value of `traceparent`, strictly; nothing where it is not one. A later version than 00
/// is read as far as this one goes.
std::optional<trace_context> parse_traceparent(std::string_view field_value);

/// The value of `traceparent` for a span of that trace.
std::string traceparent_of(const trace_context& trace, std::uint64_t span_id);

/// A name for what one request does within its trace: never 0, and random from run to run.
/// Thread-safe.
std::uint64_t next_span_id();

} // namespace souk
