#include "http/observe/edge_watch.hpp"

#include "http/observe/access_entry.hpp"

namespace souk {

namespace {

/// The moment by the clock on the wall, which costs as much to read as all the rest of a line: it
/// is looked at once a second. Whoever sets it is in the log a second later.
std::chrono::system_clock::time_point wall_time(std::chrono::steady_clock::time_point moment) {
  thread_local std::chrono::steady_clock::time_point looked_at;
  thread_local std::chrono::system_clock::time_point found;
  if (moment - looked_at >= std::chrono::seconds{1}) {
    looked_at = std::chrono::steady_clock::now();
    found = std::chrono::system_clock::now();
  }
  return found
         + std::chrono::duration_cast<std::chrono::system_clock::duration>(moment - looked_at);
}

} // namespace

void edge_watch::answered(const answered_request& what) {
  if (metrics_)
    metrics_->count(what);
  if (!log_)
    return;
  const auto level = level_of(what);
  if (!log_->shows(level == log_level::info ? usual_ : level))
    return;
  log_->add(entry_of(what, proxies_.client_of(what.message), wall_time(what.at)));
}

} // namespace souk
