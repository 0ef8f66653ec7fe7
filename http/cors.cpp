#include "http/cors.hpp"

#include <algorithm>

namespace souk {

bool cors_rule::allows(const responder& to) const {
  auto origin = to.message().field("Origin");
  return origin && std::find(origins_.begin(), origins_.end(), *origin) != origins_.end();
}

void cors_rule::mark(responder& to) const {
  if (origins_.empty())
    return;
  to.always_with("Vary", "Origin");
  if (!allows(to))
    return;
  to.always_with("Access-Control-Allow-Origin", std::string{*to.message().field("Origin")});
  to.always_with("Access-Control-Expose-Headers",
                 "Location, Link, ETag, Retry-After, RateLimit, RateLimit-Policy, "
                 "Idempotency-Replayed, X-Request-Id, traceparent");
}

void cors_rule::mark_preflight(const responder& to, const std::string& methods,
                               http_answer& answer) const {
  if (!allows(to) || !to.message().field("Access-Control-Request-Method"))
    return;
  answer.with("Access-Control-Allow-Methods", methods);
  answer.with("Access-Control-Allow-Headers",
              "Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, "
              "traceparent");
  answer.with("Access-Control-Max-Age", "600");
}

} // namespace souk
