// The problems that arise before any actor is asked.

#include "http/problem.hpp"

#include <array>

namespace souk::problems {

const problem_kind malformed_request{"malformed_request", 400, "Malformed request",
                                     "The request could not be read."};
const problem_kind invalid_request{"invalid_request", 422, "Invalid request",
                                   "Some fields are not valid. See \"errors\" for each of them."};
const problem_kind route_unknown{"route_unknown", 404, "No such resource",
                                 "There is nothing at this path. See /docs for what there is."};
const problem_kind method_not_allowed{"method_not_allowed", 405, "Method not allowed",
                                      "This path does not have this method. See the Allow field."};
const problem_kind body_too_large{"body_too_large", 413, "Body too large",
                                  "The body is larger than this server takes."};
const problem_kind target_too_long{
  "target_too_long", 414, "Target too long",
  "The first line of the request is longer than this server takes."};
const problem_kind fields_too_large{
  "fields_too_large", 431, "Fields too large",
  "The fields of the request are more, or longer, than this server takes."};
const problem_kind not_json{"not_json", 415, "Not JSON",
                            "The body must be JSON in UTF-8, declared as Content-Type: "
                            "application/json, without a Content-Encoding."};
const problem_kind rate_limited{"rate_limited", 429, "Too many requests",
                                "This client has sent more requests than it may in a second. "
                                "Nothing was changed; try again when Retry-After is over.",
                                1};
const problem_kind shutting_down{"shutting_down", 503, "Shutting down",
                                 "The server is shutting down. Nothing was changed; try again.", 1};
const problem_kind request_timeout{"request_timeout", 408, "Request too slow",
                                   "The request did not arrive in time. Send it faster, or in "
                                   "smaller parts."};
const problem_kind expectation_failed{"expectation_failed", 417, "Unknown expectation",
                                      "The only Expect this server knows is 100-continue."};
const problem_kind method_unknown{"method_unknown", 501, "Unknown method",
                                  "This server does not know the method. See /docs for what it "
                                  "knows."};
const problem_kind coding_unknown{"coding_unknown", 501, "Unknown transfer coding",
                                  "The only Transfer-Encoding this server knows is chunked."};
const problem_kind version_unsupported{"version_unsupported", 505, "Unknown version of HTTP",
                                       "This server speaks HTTP/1.1 and HTTP/1.0."};
const problem_kind too_many_connections{"too_many_connections", 429, "Too many connections",
                                        "This address has too many connections open. Close some, "
                                        "or use them for several requests.",
                                        1};
const problem_kind tls_required{"tls_required", 400, "TLS required",
                                "This port speaks TLS. Use https:// instead of http://."};

std::span<const problem_kind* const> all() {
  static constexpr std::array kinds{&malformed_request,    &invalid_request, &route_unknown,
                                    &method_not_allowed,   &body_too_large,  &target_too_long,
                                    &fields_too_large,     &not_json,        &rate_limited,
                                    &shutting_down,        &request_timeout, &expectation_failed,
                                    &method_unknown,       &coding_unknown,  &version_unsupported,
                                    &too_many_connections, &tls_required};
  return kinds;
}

} // namespace souk::problems
