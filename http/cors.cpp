#include "http/cors.hpp"

#include <algorithm>

namespace souk {

bool cors_rule::allows(const http_message& message) const {
  auto origin = message.field("Origin");
  return origin && std::find(origins_.begin(), origins_.end(), *origin) != origins_.end();
}

answer_fields cors_rule::fields_for(const http_message& message) const {
  if (origins_.empty())
    return {};
  answer_fields result{{"Vary", "Origin"}};
  if (!allows(message))
    return result;
  result.emplace_back("Access-Control-Allow-Origin", *message.field("Origin"));
  result.emplace_back("Access-Control-Expose-Headers",
                      "Location, Link, ETag, Retry-After, RateLimit, RateLimit-Policy, "
                      "Idempotency-Replayed, X-Request-Id, traceparent");
  return result;
}

void cors_rule::mark_preflight(const responder& to, const std::string& methods,
                               http_answer& answer) const {
  if (!allows(to.message()) || !to.message().field("Access-Control-Request-Method"))
    return;
  answer.with("Access-Control-Allow-Methods", methods);
  answer.with("Access-Control-Allow-Headers",
              "Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, "
              "traceparent");
  answer.with("Access-Control-Max-Age", "600");
}

} // namespace souk
