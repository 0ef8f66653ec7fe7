#pragma once

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <functional>
#include <string>
#include <system_error>

namespace souk::test {

/// A pipe for a program to write to, whose reader has stopped reading.
class unread_pipe {
public:
  unread_pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0)
      throw std::system_error{errno, std::generic_category(), "pipe2"};
  }

  ~unread_pipe() {
    for (int each : ends_)
      ::close(each);
  }

  unread_pipe(const unread_pipe&) = delete;
  unread_pipe& operator=(const unread_pipe&) = delete;

  /// Makes it stdout and stderr of a program.
  std::function<void()> as_output() const {
    return [end = ends_[1]] {
      ::dup2(end, STDOUT_FILENO);
      ::dup2(end, STDERR_FILENO);
    };
  }

  /// From now on nobody can write without waiting.
  void fill() const {
    const std::string piece(4096, '.');
    for (pollfd room{ends_[1], POLLOUT, 0}; ::poll(&room, 1, 0) > 0;)
      if (::write(ends_[1], piece.data(), piece.size()) < 0)
        throw std::system_error{errno, std::generic_category(), "write"};
  }

private:
  std::array<int, 2> ends_{};
};

} // namespace souk::test
