#pragma once

namespace souk {

/// Starts so many threads and ends them again, to learn whether they can be had: CAF ends the
/// program, or waits for ever, where it cannot start one of its own.
/// Throws std::runtime_error with a line for the user where they cannot.
void must_have_room_for_threads(unsigned count);

} // namespace souk
