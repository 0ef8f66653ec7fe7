#include "storage/file_lock.hpp"

#include "storage/links.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace souk {

namespace {

/// The descriptor of the lock file; -1, with errno: it cannot be opened.
int open_lock_file(const std::string& database_file, int flags) {
  // SQLite follows links too: a file has one lock, by whatever name it is opened.
  const auto name = target_of_links(database_file) + ".lock";
  return ::open(name.c_str(), O_RDWR | O_CLOEXEC | flags, 0600);
}

std::runtime_error cannot_open(const std::string& database_file, int error) {
  return std::runtime_error{"Cannot open the database " + database_file + ": "
                            + std::generic_category().message(error)
                            + ". Choose another place with --database."};
}

bool is_locked(int descriptor) {
  return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

void close_any(int descriptor) {
  if (descriptor >= 0)
    ::close(descriptor);
}

} // namespace

file_lock::file_lock(const std::string& database_file, if_absent what)
  : beside_(open_lock_file(database_file, O_CREAT)) {
  if (beside_ < 0)
    throw cannot_open(database_file, errno);
  const bool is_named = is_locked(beside_);
  // As SQLite makes it. Not to be written: who may not do that hears so of SQLite.
  const int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (what == if_absent::make ? O_CREAT : 0);
  within_ = is_named ? ::open(database_file.c_str(), flags, 0644) : -1;
  if (is_named && (within_ < 0 || is_locked(within_)))
    return;
  close_any(within_);
  close_any(beside_);
  throw std::runtime_error{"The database " + database_file
                           + " is in use by another souk. Stop that one first."};
}

file_lock::file_lock(file_lock&& other) noexcept
  : beside_(std::exchange(other.beside_, -1)), within_(std::exchange(other.within_, -1)) {}

file_lock::~file_lock() {
  close_any(within_);
  close_any(beside_);
}

bool is_in_use(const std::string& database_file) {
  const int descriptor = open_lock_file(database_file, 0);
  if (descriptor < 0 && errno == ENOENT)
    return false;
  if (descriptor < 0)
    throw cannot_open(database_file, errno);
  // Shared, so that two who ask do not take each other for one who has it.
  const bool is_free = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
  ::close(descriptor);
  return !is_free;
}

} // namespace souk
