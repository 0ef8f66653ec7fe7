#pragma once

#include "http/edge/request_line.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace souk {

/// One field line cut in two. Views into that line.
struct field_line {
  std::string_view name;
  /// Without the white space around it.
  std::string_view value;
};

/// Reads a field line without its line end, strictly. Source: RFC 9112, 5.
std::optional<framing_fault> read_field_line(std::string_view line, field_line& into);

/// The fields whose meaning the framing of a message rests on, and those that must stand once.
enum class known_field : std::uint8_t {
  host,
  content_length,
  transfer_encoding,
  content_type,
  content_encoding,
  idempotency_key,
  expect,
  upgrade,
  /// A name that only begins with Transfer-Encoding: http_parser 2.9.4 takes it for that field, and
  /// refuses the message.
  transfer_encoding_alike,
  /// It means nothing to a server (RFC 9112, C.2.2); http_parser takes it for Connection.
  proxy_connection,
  connection,
  other
};

/// Whether a field is for this edge only, or must not be heard behind it: it is never handed on.
constexpr bool is_for_edge(known_field which) {
  switch (which) {
    case known_field::expect:
    case known_field::upgrade:
    case known_field::transfer_encoding:
    case known_field::transfer_encoding_alike:
    case known_field::proxy_connection:
      return true;
    default:
      return false;
  }
}

/// Which field a name is; names have no case.
known_field known_field_of(std::string_view name);

/// What the fields of a request say about where it ends.
class request_fields {
public:
  /// Takes in one field. Faults: malformed_request, coding_unknown.
  std::optional<framing_fault> add(const field_line& field);

  /// What can only be told when all fields are there. Faults: malformed_request,
  /// expectation_failed.
  std::optional<framing_fault> finish(int minor_version) const;

  bool is_chunked() const { return has(known_field::transfer_encoding); }
  /// Bytes of the body unless it is chunked; more than 64 bits can hold count as their maximum.
  std::uint64_t content_length() const { return content_length_; }
  /// Whether the client waits for "100 Continue" before it sends a body. Source: RFC 9110, 10.1.1.
  bool expects_continue(int minor_version) const {
    return minor_version > 0 && has(known_field::expect);
  }
  /// Whether all fields may be handed on as they are.
  bool are_canonical() const { return are_canonical_; }
  bool has(known_field which) const { return seen_[static_cast<std::size_t>(which)]; }

private:
  std::optional<framing_fault> read_content_length(std::string_view value);

  std::array<bool, static_cast<std::size_t>(known_field::other) + 1> seen_{};
  std::uint64_t content_length_ = 0;
  bool is_continue_expected_ = false;
  bool are_canonical_ = true;
};

} // namespace souk
