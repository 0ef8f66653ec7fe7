#pragma once

#include "messages/order.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk {

/// Which status of an order may follow which: the whole life of an order.
inline constexpr std::array order_steps{
  std::pair{order_status::placed, order_status::canceled},
};

constexpr bool may_follow(order_status now, order_status next) {
  return std::find(order_steps.begin(), order_steps.end(), std::pair{now, next})
         != order_steps.end();
}

} // namespace souk
