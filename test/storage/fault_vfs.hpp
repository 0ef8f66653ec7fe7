#pragma once

#include <memory>

struct sqlite3_vfs;

namespace souk::test {

class faulty_disk;
struct disk_vfs;

/// Makes SQLite keep its files on a faulty disk while it lives: it is SQLite's default VFS.
///
/// A file has one connection, as a shop's has by rule, so that locks always succeed and the shared
/// memory is the connection's own. The folder is synced where SQLite's unix VFS does it: with the
/// first sync of a journal, and where a removal asks for it.
class fault_vfs {
public:
  explicit fault_vfs(faulty_disk& disk);
  ~fault_vfs();
  fault_vfs(const fault_vfs&) = delete;
  fault_vfs& operator=(const fault_vfs&) = delete;

private:
  std::unique_ptr<disk_vfs> vfs_;
  sqlite3_vfs* before_;
};

} // namespace souk::test
