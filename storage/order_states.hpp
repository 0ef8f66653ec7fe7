#pragma once

#include "messages/error.hpp"
#include "messages/order.hpp"
#include "messages/precondition.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace souk {

/// Which status of an order may follow which: the whole life of an order.
inline constexpr std::array order_steps{
  std::pair{order_status::placed, order_status::canceled},
};

// Otherwise a precondition could not tell one status of an order from another.
static_assert(std::all_of(order_steps.begin(), order_steps.end(), [](const auto& step) {
  return version_of(step.second) == version_of(step.first) + 1;
}));

constexpr bool may_follow(order_status now, order_status next) {
  return std::find(order_steps.begin(), order_steps.end(), std::pair{now, next})
         != order_steps.end();
}

/// Why the order, which may be null, cannot be canceled.
inline std::optional<refusal> why_not_cancel(const order* known, const precondition& only_if) {
  if (known == nullptr)
    return refusal{errc::order_unknown};
  if (!holds(only_if, {version_of(known->status)}))
    return refusal{errc::precondition_failed};
  if (!may_follow(known->status, order_status::canceled))
    return refusal{errc::order_not_cancelable};
  return std::nullopt;
}

} // namespace souk
