#pragma once

#include "sdk/error.hpp"

#include <functional>
#include <stdexcept>

namespace souk::test {

/// The refusal that the action ends with.
inline api_error refusal_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const api_error& err) {
    return err;
  }
  throw std::logic_error{"nothing was refused"};
}

} // namespace souk::test
