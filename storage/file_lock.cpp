#include "storage/file_lock.hpp"

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
  std::error_code ignored;
  const auto file = std::filesystem::weakly_canonical(database_file, ignored);
  const auto name = (file.empty() ? database_file : file.string()) + ".lock";
  return ::open(name.c_str(), O_RDWR | O_CLOEXEC | flags, 0600);
}

std::runtime_error cannot_open(const std::string& database_file, int error) {
  return std::runtime_error{"Cannot open the database " + database_file + ": "
                            + std::generic_category().message(error)
                            + ". Choose another place with --database."};
}

} // namespace

file_lock::file_lock(const std::string& database_file)
  : descriptor_(open_lock_file(database_file, O_CREAT)) {
  if (descriptor_ < 0)
    throw cannot_open(database_file, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0)
    return;
  ::close(descriptor_);
  throw std::runtime_error{"The database " + database_file
                           + " is in use by another souk. Stop that one first."};
}

file_lock::file_lock(file_lock&& other) noexcept
  : descriptor_(std::exchange(other.descriptor_, -1)) {}

file_lock::~file_lock() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
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
