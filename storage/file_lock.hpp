#pragma once

#include <string>

namespace souk {

/// Keeps other processes of souk away from a database. It is a file of its own beside it: a lock
/// on the database's file would be lost whenever SQLite closes one of its descriptors.
class file_lock {
public:
  /// Throws std::runtime_error with a line for the user where another process has it, or the file
  /// cannot be made.
  explicit file_lock(const std::string& database_file);
  file_lock(file_lock&& other) noexcept;
  file_lock& operator=(file_lock&&) = delete;
  ~file_lock();

private:
  int descriptor_ = -1;
};

/// Whether another process has the lock now. The look itself holds it for a moment, and makes no
/// file. Throws std::runtime_error with a line for the user where the lock could not be opened.
bool is_in_use(const std::string& database_file);

} // namespace souk
