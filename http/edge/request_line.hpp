#pragma once

#include "http/problem.hpp"

#include <optional>
#include <string_view>

namespace souk {

/// Why a request is refused for its framing alone, whatever it asks for.
struct framing_fault {
  const problem_kind* kind = nullptr;
  /// Static storage only. Empty: the general one of the kind.
  std::string_view detail = {};
};

/// The first line of a request. Views into that line.
struct request_line {
  std::string_view method;
  /// As it came, percent-encoded.
  std::string_view target;
  /// HTTP/1.0 or HTTP/1.1; a later minor version counts as 1.1. Source: RFC 9110, 2.5.
  int minor_version = 1;
  /// Host and port of a target in absolute form, which stands for the Host field.
  std::optional<std::string_view> authority = {};
  /// The target without scheme and authority.
  std::string_view path = {};
  /// Whether method, path and version stand there as they are handed on.
  bool is_canonical = true;
};

/// Reads a request line without its line end, strictly.
/// Errors: malformed_request, method_unknown, version_unsupported. Source: RFC 9112, 3.
std::optional<framing_fault> read_request_line(std::string_view line, request_line& into);

/// Whether it is a host and perhaps a port, or nothing. Of the literals in brackets those of IPv6
/// only: there are no others yet. Source: RFC 9112, 3.2, and RFC 3986, 3.2.2.
bool is_host(std::string_view text);

} // namespace souk
