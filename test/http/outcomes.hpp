#pragma once

#include "test/http/json_text.hpp"
#include "test/http/raw_client.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace souk::test {

/// How a request to a route ended: `GET /cart 200` or `GET /cart 422 invalid_request`. Throws
/// std::runtime_error if that was neither a success nor the problem of its status.
std::string outcome_of(const std::string& route, const raw_response& answer);

/// Whether a client can provoke that outcome. `storage_full` is tested on a file system that is;
/// `internal` and `deadline_exceeded` are tested at the exchange, `unavailable` and a late answer
/// at a server whose clock fails or stalls.
bool is_provoked(const std::string& outcome);

/// All outcomes that an OpenAPI document tells of.
std::set<std::string> documented_outcomes(const json_text& document);

/// The routes of an OpenAPI document, as in `GET /cart`, and a request to each of them.
std::vector<std::pair<std::string, raw_request>> documented_routes(const json_text& document);

} // namespace souk::test
