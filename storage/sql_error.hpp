#pragma once

#include <stdexcept>
#include <string>

namespace souk {

/// What a database could not do, in the few kinds that souk treats differently.
enum class sql_fault {
  /// A row would break a constraint.
  constraint,
  /// Somebody else holds the database for too long.
  busy,
  /// There is no space left; reads go on, and writes may again later.
  full,
  /// The disk failed, or may have: nothing may be written after this.
  /// Source: facts of fsync: the kernel may have dropped the pages of a failed one.
  io,
  /// The file is no database, or a damaged one.
  corrupt,
  /// Anything else: a defect of souk.
  other,
};

/// A database's error; `what()` is for the log.
class sql_error : public std::runtime_error {
public:
  sql_error(sql_fault fault, const std::string& what) : std::runtime_error(what), fault_(fault) {}

  sql_fault fault() const noexcept { return fault_; }

private:
  sql_fault fault_;
};

} // namespace souk
