#pragma once

#include "messages/event.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace souk::test {

/// What is on hand of each product whose stock is tracked, as far as the feed tells: for one who
/// knows nothing of the shop but all of its events.
std::map<int64_t, int64_t> told_stock(const std::vector<event>& feed);

} // namespace souk::test
