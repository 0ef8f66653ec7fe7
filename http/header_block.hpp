#pragma once

#include "http/answer.hpp"

#include <cstddef>
#include <string>

namespace souk {

/// The reason phrase of a status souk uses (RFC 9110, 15).
std::string_view reason_of(int status);

/// Status line and header fields of an answer, up to and with the empty line. Content-Length is
/// `body_bytes`, and left out where the status allows none (RFC 9110, 8.6). The text has room for
/// `spare_bytes` behind it.
std::string header_block(const http_answer& answer, std::size_t body_bytes, bool keep_alive,
                         std::size_t spare_bytes = 0);

} // namespace souk
