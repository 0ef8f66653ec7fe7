#include "storage/draft_file.hpp"

#include "storage/draft_name.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace souk {

namespace {

[[noreturn]] void fail_to_make(const std::string& file, int fault) {
  throw std::runtime_error{"Cannot make " + file + ": " + std::generic_category().message(fault)
                           + ". Choose another place."};
}

std::string make_draft_or_fail(const std::string& target) {
  try {
    return make_draft(target);
  } catch (const std::system_error& err) {
    fail_to_make(target, err.code().value());
  }
}

/// Replaces no file, unlike std::rename; returns 0 or what errno says.
int rename_to_new(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  // A filesystem that cannot do that, such as NFS; but a link replaces nothing either.
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  if (::link(from, to) != 0)
    return errno;
  ::unlink(from);
  return 0;
}

/// Makes what is there last; returns 0 or what errno says.
int sync(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return errno;
  const int fault = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return fault;
}

/// Makes the names in the folder of the file last.
void sync_folder_of(const std::string& file) {
  const int fault = sync(std::filesystem::absolute(file).parent_path().string());
  // EACCES: a folder that may not be read cannot be synced; SQLite goes on then, too. EINVAL: it is
  // a filesystem that syncs no folders.
  if (fault != 0 && fault != EACCES && fault != EINVAL)
    throw std::runtime_error{file + " is made, but may be gone after a loss of power: "
                             + std::generic_category().message(fault) + ". Look after the disk."};
}

} // namespace

draft_file::draft_file(std::string target)
  : target_(std::move(target)), name_(make_draft_or_fail(target_)) {}

draft_file::~draft_file() {
  if (is_published_)
    return;
  std::error_code ignored;
  for (auto* suffix : database_suffixes)
    std::filesystem::remove(name_ + suffix, ignored);
}

void draft_file::publish() {
  if (const int fault = sync(name_); fault != 0)
    fail_to_make(target_, fault);
  const int fault = rename_to_new(name_.c_str(), target_.c_str());
  if (fault == EEXIST)
    refuse_existing(target_);
  if (fault != 0)
    fail_to_make(target_, fault);
  is_published_ = true;
  sync_folder_of(target_);
}

void refuse_existing(const std::string& file) {
  throw std::runtime_error{file + " exists already. Choose another name, or move it away."};
}

} // namespace souk
