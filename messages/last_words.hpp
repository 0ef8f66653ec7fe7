#pragma once

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace souk {

/// A pipe that has room at all has room for so much. Source: pipe(7), PIPE_BUF on Linux.
inline constexpr std::size_t pipe_piece_bytes = 4096;

/// Writes what a program has to say before it ends; nothing if the descriptor has no room for it
/// within that time. A reader that has stopped reading must not keep a program from ending.
inline void tell_if_read(int descriptor, std::string_view text, std::chrono::milliseconds at_most) {
  pollfd one{descriptor, POLLOUT, 0};
  if (::poll(&one, 1, static_cast<int>(at_most.count())) <= 0)
    return;
  // Whether it was written or not, there is nothing else to do.
  [[maybe_unused]] const auto written =
    ::write(descriptor, text.data(), std::min(text.size(), pipe_piece_bytes));
}

} // namespace souk
