#pragma once

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "messages/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// A way for a request to fail: the code on the wire and what a person is told about it.
struct problem_kind {
  std::string_view code;
  int status;
  std::string_view title;
  /// What happened and what to do about it, in full sentences.
  std::string_view detail;
  /// Seconds for Retry-After; 0 for none.
  int retry_after = 0;
};

/// Problems that arise before any actor is asked.
namespace problems {
extern const problem_kind malformed_request, invalid_request, route_unknown, method_not_allowed,
  body_too_large, target_too_long, fields_too_large, not_json, rate_limited, shutting_down,
  request_timeout, expectation_failed, method_unknown, coding_unknown, version_unsupported,
  too_many_connections, tls_required;

/// All of these.
std::span<const problem_kind* const> all();
} // namespace problems

/// What each of souk's errors is on the wire.
const problem_kind& problem_of(errc code);

/// Every kind there is, for the pages at /problems/.
std::span<const problem_kind* const> all_problems();

/// An answer of that kind; `detail` replaces the general one.
http_answer problem_answer(const problem_kind& kind, std::string_view detail = {},
                           const std::vector<field_fault>& faults = {});

/// An answer that says why an actor refused.
http_answer problem_answer(const refusal& why);

} // namespace souk
