#pragma once

#include "http/answer.hpp"

#include <string_view>

namespace souk {

class http_message;

/// How the answers of a route travel.
struct delivery {
  /// Whether they may be kept for other requests, if they are no problems. Static storage only.
  std::string_view cache_control = "no-store";
  /// Whether they may be compressed, so that they depend on Accept-Encoding.
  bool may_compress = false;

  bool operator==(const delivery&) const = default;
};

/// Texts up to this size travel faster than they are compressed: they fit one packet.
inline constexpr std::size_t plain_bytes_max = 1024;

/// Whether the client wants an answer only as it was, and it no longer is: 412 is due instead.
/// Source: RFC 9110, 13.1.1; a weak tag names nothing there.
bool is_ruled_out(const http_message& asked, const http_answer& what);

/// Makes of an answer what this request gets: 304 if the client has it already, gzip if it takes
/// that and the answer is larger than `plain_bytes_max`.
/// Source: RFC 9110, 13.1.2 and 15.4.5 (304), 12.5.3 and 12.5.5 (Accept-Encoding, Vary).
void deliver(const http_message& asked, const delivery& how, http_answer& what);

} // namespace souk
