#include "http/edge/rate_limit.hpp"

#include "http/json_writer.hpp"
#include "messages/random_bits.hpp"

namespace souk {

rate_limit::rate_limit(const edge_options& options) : proxies_(options.trusted_proxies) {
  if (options.rate_limit == 0)
    return;
  limiter_.emplace(options.rate_limit, random_bits());
  policy_ = "\"default\";q=" + std::to_string(options.rate_limit) + ";w=1";
}

bool rate_limit::admits(responder& to, rate_limiter::time_point now) {
  answer_fields fields;
  const bool result = admits(to.message(), fields, now);
  for (auto& [name, value] : fields)
    to.always_with(name, std::move(value));
  return result;
}

// Source of the fields: draft-ietf-httpapi-ratelimit-headers-09. Retry-After is that of the
// problem, one second: no limit makes anybody wait longer.
bool rate_limit::admits(const http_message& message, answer_fields& fields,
                        rate_limiter::time_point now) {
  const auto client = client_group(proxies_.client_of(message));
  const auto found = limiter_->take(client, now);
  std::string state = "\"default\";r=";
  append_int(state, found.remaining);
  state += ";t=";
  append_int(state, std::chrono::ceil<std::chrono::seconds>(found.full_after).count());
  fields.emplace_back("RateLimit-Policy", policy_);
  fields.emplace_back("RateLimit", std::move(state));
  return found.is_allowed;
}

} // namespace souk
