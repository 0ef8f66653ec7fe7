#pragma once

#include <chrono>
#include <functional>

namespace souk {

/// A moment of the wall clock. Actors take it as an argument, so that tests choose it.
using time_point = std::chrono::system_clock::time_point;

/// Tells the time; injected for the same reason.
using clock_source = std::function<time_point()>;

} // namespace souk
