#pragma once

#include <array>
#include <string>

namespace souk {

/// Of the file of a database, and those that SQLite keeps beside it and takes for a part of it.
inline constexpr std::array<const char*, 4> database_suffixes{"", "-wal", "-shm", "-journal"};

/// A file in the making, such as a copy of a database, beside the one that it becomes. Its name, as
/// in `copy.db.k3x9aq.tmp`, is one that no other file had: whoever makes the same file at the same
/// time has another.
class draft_file {
public:
  /// Makes an empty file. Throws std::runtime_error with a line for the user.
  explicit draft_file(std::string target);
  /// Removes it unless it was published.
  ~draft_file();
  draft_file(const draft_file&) = delete;
  draft_file& operator=(const draft_file&) = delete;

  const std::string& name() const { return name_; }
  const std::string& target() const { return target_; }

  /// Gives it the name of the target, which stays its name, with all that is in it, after a loss of
  /// power. A database must be closed. Throws std::runtime_error with a line for the user; replaces
  /// no file.
  void publish();

private:
  std::string target_;
  std::string name_;
  bool is_published_ = false;
};

/// Throws std::runtime_error, which says that the file is there and what to do about it.
[[noreturn]] void refuse_existing(const std::string& file);

} // namespace souk
