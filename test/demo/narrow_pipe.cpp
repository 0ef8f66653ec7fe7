#include "test/demo/narrow_pipe.hpp"

#include "test/system/process.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace souk::test {

narrow_pipe::narrow_pipe() {
  std::array<int, 2> ends = {};
  // A real pipe has a page of memory at least, which most of the tour fits into. Of a socket, every
  // write takes its share of the bookkeeping, too; 1 becomes the least that the kernel allows.
  const int bytes = 1;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0
      || setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes)) != 0)
    throw std::runtime_error{"no pipe to be had"};
  reader_ = ends[0];
  program_side_ = ends[1];
}

narrow_pipe::~narrow_pipe() {
  close_one(reader_);
  close_one(program_side_);
}

void narrow_pipe::close_one(int& side) {
  if (side >= 0)
    close(side);
  side = -1;
}

bool narrow_pipe::read_some() {
  constexpr auto limit = std::chrono::milliseconds{patience};
  pollfd waiting{reader_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(limit.count())) != 1)
    throw std::runtime_error{"waited in vain for more than:\n" + seen_};
  std::array<char, 64> buffer;
  const auto count = read(reader_, buffer.data(), buffer.size());
  if (count > 0)
    seen_.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

void narrow_pipe::read_until(std::string_view text) {
  while (seen_.find(text) == std::string::npos)
    if (!read_some())
      throw std::runtime_error{"the program ended after:\n" + seen_};
}

void narrow_pipe::read_to_end() {
  while (read_some()) {
  }
}

} // namespace souk::test
