#pragma once

#include <stdexcept>

namespace souk::demo {

/// The tour is to end before its next step. `what()` says why.
class interruption : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// From now on a reader that goes away is a failure of the output and does not end the program, and
/// the first SIGINT or SIGTERM is only noted, so that the tour can clean up. A second one of
/// the same kind ends the program at once.
void note_signals();

/// The signal that was noted, or 0.
int noted_signal();

} // namespace souk::demo
