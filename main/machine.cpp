#include "main/machine.hpp"

#include "http/listen_address.hpp"
#include "storage/links.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace souk {

namespace {

namespace fs = std::filesystem;

} // namespace

std::uint64_t open_files_max() {
  rlimit files{};
  return getrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : 0;
}

disk_facts disk_of(const std::string& database_file) {
  disk_facts result;
  // Where a link leads is where SQLite writes.
  const auto folder = fs::path{target_of_links(database_file)}.parent_path();
  result.folder = folder.string();
  std::error_code absent;
  result.is_folder = fs::is_directory(folder, absent);
  result.is_writable = result.is_folder && ::access(folder.c_str(), W_OK | X_OK) == 0;
  struct statvfs room {};
  if (::statvfs(folder.c_str(), &room) == 0)
    result.free_bytes = std::uint64_t{room.f_bavail} * room.f_frsize;
  struct stat file {};
  if (::stat(database_file.c_str(), &file) == 0) {
    result.changed_at = std::chrono::system_clock::from_time_t(file.st_mtime);
    result.is_writable = result.is_writable && ::access(database_file.c_str(), R_OK | W_OK) == 0;
  }
  return result;
}

std::error_code fault_of_address(const std::string& host, int port) {
  try {
    must_be_free(host, static_cast<std::uint16_t>(port));
    return {};
  } catch (const std::system_error& err) {
    return err.code();
  }
}

std::optional<bool> is_clock_synchronized() {
  timex clock{};
  const int state = ::adjtimex(&clock);
  if (state < 0)
    return std::nullopt;
  return state != TIME_ERROR && (clock.status & STA_UNSYNC) == 0;
}

} // namespace souk
