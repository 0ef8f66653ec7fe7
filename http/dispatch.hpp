#pragma once

#include "http/cors.hpp"
#include "http/edge/rate_limit.hpp"
#include "http/exchange.hpp"
#include "http/route.hpp"

namespace souk {

/// The largest body a client may send.
inline constexpr std::size_t body_bytes_max = std::size_t{1024} * 1024;

/// Checks what all requests have in common, finds the route, and runs its handler. Whatever
/// happens, the request is answered.
void dispatch(const context& ctx, const gate& admission, rate_limit& limit, const cors_rule& cors,
              responder to);

} // namespace souk
