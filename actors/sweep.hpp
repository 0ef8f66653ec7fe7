#pragma once

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>

namespace souk {

/// An actor's message to itself: look for what has been left lying about for too long. The handles
/// that others have do not take it.
struct sweep {
  bool operator==(const sweep&) const = default;
};

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::sweep)

namespace souk {

/// An actor that sweeps, as it sees itself.
template <class Handle>
using sweeping = typename Handle::template extend<caf::reacts_to<sweep>>;

} // namespace souk
