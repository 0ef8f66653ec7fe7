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

file_lock::file_lock(const std::string& database_file) {
  // SQLite follows links too: a file has one lock, by whatever name it is opened.
  std::error_code ignored;
  const auto file = std::filesystem::weakly_canonical(database_file, ignored);
  const auto name = (file.empty() ? database_file : file.string()) + ".lock";
  descriptor_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0)
    throw std::runtime_error{"Cannot open the database " + database_file + ": "
                             + std::generic_category().message(errno)
                             + ". Choose another place with --database."};
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

} // namespace souk
