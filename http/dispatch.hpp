#pragma once

#include "http/cors.hpp"
#include "http/edge/rate_limit.hpp"
#include "http/exchange.hpp"
#include "http/route.hpp"

namespace souk {

/// Checks what all requests have in common, finds the route, and runs its handler. Whatever
/// happens, the request is answered.
void dispatch(const context& ctx, const gate& admission, rate_limit& limit, const cors_rule& cors,
              responder to);

} // namespace souk
