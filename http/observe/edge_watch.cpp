#include "http/observe/edge_watch.hpp"

#include "http/observe/log_line.hpp"

#include <string>

namespace souk {

void edge_watch::answered(const answered_request& what) {
  if (metrics_)
    metrics_->count(what);
  if (!log_)
    return;
  const auto level = level_of(what);
  if (!log_->shows(level == log_level::info ? usual_ : level))
    return;
  // Grown once to the length of a line, then used again for every other.
  thread_local std::string line;
  line.clear();
  append_access(line, log_->format(), what, proxies_.client_of(what.message),
                std::chrono::system_clock::now());
  log_->add(line);
}

} // namespace souk
