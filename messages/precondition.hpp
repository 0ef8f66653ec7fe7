#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace souk {

/// A state of a product, a cart or an order, as somebody has seen it.
struct seen_state {
  int64_t version = 0;
  /// Of a product; 0 for the others.
  int64_t stock_version = 0;

  bool operator==(const seen_state&) const = default;
};

/// The states of which a change needs one; without a value, any state will do. Source: If-Match of
/// RFC 9110, 13.1.1.
using precondition = std::optional<std::vector<seen_state>>;

/// Whether a change with this precondition may be made to what is in this state.
inline bool holds(const precondition& wanted, const seen_state& current) {
  return !wanted || std::find(wanted->begin(), wanted->end(), current) != wanted->end();
}

} // namespace souk
