#pragma once

#include <caf/meta/type_name.hpp>

namespace souk {

/// An actor's message to itself: look for what has been left lying about for too long.
struct sweep {
  bool operator==(const sweep&) const = default;
};

template <class Inspector>
auto inspect(Inspector& f, sweep&) {
  return f(caf::meta::type_name("sweep"));
}

} // namespace souk
