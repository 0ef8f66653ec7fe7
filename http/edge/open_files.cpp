#include "http/edge/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace souk {

std::size_t connections_in_open_files() {
  constexpr rlim_t kept_for_others = 64;
  constexpr std::size_t at_most = 10'000;
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0)
    return 512;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  getrlimit(RLIMIT_NOFILE, &files);
  const auto room =
    files.rlim_cur > 2 * kept_for_others ? files.rlim_cur - kept_for_others : files.rlim_cur / 2;
  // Connections that are over may linger beside those that are counted.
  return std::min<std::size_t>(at_most, room - room / 8);
}

} // namespace souk
