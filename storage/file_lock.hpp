#pragma once

#include <string>

namespace souk {

/// What a lock does about a database that is not there yet.
enum class if_absent { leave, make };

/// Keeps other processes of souk away from a database: by a file of its own beside it, which is
/// there before the database is, and by a lock on the database's file, which may have other names.
///
/// Must outlive SQLite's connections to the file: whoever closes a descriptor of a file drops all
/// locks that SQLite's connections of the same process have on it. Source: fcntl(2).
class file_lock {
public:
  /// Throws std::runtime_error with a line for the user where another process has it, or a file
  /// cannot be made.
  explicit file_lock(const std::string& database_file, if_absent what = if_absent::leave);
  file_lock(file_lock&& other) noexcept;
  file_lock& operator=(file_lock&&) = delete;
  ~file_lock();

private:
  int beside_ = -1;
  /// Of the database's file; -1: it is not there.
  int within_ = -1;
};

/// Whether another process has the lock now. The look itself holds it for a moment, and makes no
/// file. Throws std::runtime_error with a line for the user where the lock could not be opened.
bool is_in_use(const std::string& database_file);

} // namespace souk
