#include "http/edge/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace souk {

namespace {

constexpr std::size_t kept_for_others = 64;

} // namespace

std::size_t connections_within(std::size_t files) {
  const auto room = files > 2 * kept_for_others ? files - kept_for_others : files / 2;
  return room - room / 8;
}

std::size_t files_for(std::size_t connections) {
  const auto room = connections + (std::max<std::size_t>(connections, 1) - 1) / 7;
  return room > kept_for_others ? room + kept_for_others : 2 * room;
}

std::size_t connections_at_once(std::size_t wanted, std::size_t files) {
  return std::min(wanted > 0 ? wanted : usual_connections, connections_within(files));
}

std::size_t raise_open_files() {
  constexpr std::size_t usual_files = 1'024;
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0)
    return usual_files;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  getrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur;
}

} // namespace souk
