#pragma once

#include <memory>
#include <string>

namespace souk {

/// The files of one SQLite connection, with the writes to its WAL gathered: SQLite writes two
/// pieces for each page of a commit, and each of them costs more to hand to the kernel than to
/// copy. Here they reach the file as one write when SQLite syncs it. A file that has been synced
/// and not written to since is not synced again.
///
/// For connections with `synchronous = full` only, which sync each commit before anybody may see
/// it: without a sync, other connections would look for a commit that is not in the file yet. A
/// write that fails does so in a later call, at the latest in the sync; either way SQLite undoes
/// the transaction.
///
/// Everything else goes to the VFS that is the default when this is made, and has to be there as
/// long as this. Used by one thread at a time.
class gathering_vfs {
public:
  /// Registers itself with SQLite.
  gathering_vfs();

  /// The connection is closed by then.
  ~gathering_vfs();

  gathering_vfs(const gathering_vfs&) = delete;
  gathering_vfs& operator=(const gathering_vfs&) = delete;

  /// What SQLite knows it by.
  const std::string& name() const;

private:
  struct registered;
  std::unique_ptr<registered> vfs_;
};

} // namespace souk
