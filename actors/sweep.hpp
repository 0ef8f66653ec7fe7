#pragma once

#include <caf/allowed_unsafe_message_type.hpp>

namespace souk {

/// An actor's message to itself: look for what has been left lying about for too long.
struct sweep {
  bool operator==(const sweep&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::sweep)
