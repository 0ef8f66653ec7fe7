#pragma once

#include <chrono>

namespace souk {

/// A moment of the wall clock. Actors take it as an argument, so that tests choose it.
using time_point = std::chrono::system_clock::time_point;

} // namespace souk
