#include "test/demo/terminal.hpp"

#include "test/system/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace souk::test {

terminal::terminal() {
  reader_ = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (reader_ < 0 || grantpt(reader_) != 0 || unlockpt(reader_) != 0)
    throw std::runtime_error{"no terminal to be had"};
  program_side_ = open(ptsname(reader_), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (program_side_ < 0)
    throw std::runtime_error{"the terminal cannot be opened"};
}

terminal::~terminal() {
  close_program_side();
  if (reader_ >= 0)
    close(reader_);
}

void terminal::close_program_side() {
  if (program_side_ >= 0)
    close(program_side_);
  program_side_ = -1;
}

std::string terminal::read_to_end() {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(give_up - std::chrono::steady_clock::now());
    pollfd waiting{reader_, POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0)
      throw std::runtime_error{"waited in vain for the end of:\n" + text};
    // The end is an error: EIO.
    const auto count = read(reader_, buffer.data(), buffer.size());
    if (count <= 0)
      return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

} // namespace souk::test
