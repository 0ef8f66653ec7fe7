#include "storage/gathering_vfs.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace souk {

namespace {

using sqlite_api::sqlite3_file;
using sqlite_api::sqlite3_int64;
using sqlite_api::sqlite3_io_methods;
using sqlite_api::sqlite3_vfs;

/// The most that SQLite's unix VFS takes at once (seekAndWriteFd in os_unix.c): of a larger write
/// it would do some, and then report a full disk. It is as much as a commit of 31 pages writes; a
/// larger one takes several writes.
constexpr std::size_t gathered_max = 0x1ffff;

/// A WAL that is open.
struct wal_file : sqlite3_file {
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(memory.data()); }

  /// Of the file of the VFS below, which decides what is in it.
  std::vector<std::max_align_t> memory;
  /// What is not written yet, one piece after the other, and where in the file it begins.
  std::vector<unsigned char> gathered;
  sqlite3_int64 begin = 0;
  /// Whether the disk may not have all of it yet. What was found may never have been synced.
  bool is_dirty = true;
};

wal_file& wal_of(sqlite3_file* file) {
  return *static_cast<wal_file*>(file);
}

/// Calls a method of the file below.
template <auto Method, class... Args>
int below(wal_file& wal, Args... args) {
  return (wal.real()->pMethods->*Method)(wal.real(), args...);
}

/// Writes what was gathered. After an error it is gone, as SQLite counts on nothing of it.
int write_gathered(wal_file& wal) {
  if (wal.gathered.empty())
    return SQLITE_OK;
  const int code = below<&sqlite3_io_methods::xWrite>(
    wal, wal.gathered.data(), static_cast<int>(wal.gathered.size()), wal.begin);
  wal.gathered.clear();
  return code;
}

int on_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  auto& wal = wal_of(file);
  wal.is_dirty = true;
  const auto size = static_cast<std::size_t>(count);
  const auto end = wal.begin + static_cast<sqlite3_int64>(wal.gathered.size());
  if (offset != end || wal.gathered.size() + size > gathered_max)
    if (const int code = write_gathered(wal); code != SQLITE_OK)
      return code;
  if (size > gathered_max)
    return below<&sqlite3_io_methods::xWrite>(wal, from, count, offset);
  if (wal.gathered.empty())
    wal.begin = offset;
  const auto* data = static_cast<const unsigned char*>(from);
  wal.gathered.insert(wal.gathered.end(), data, data + size);
  return SQLITE_OK;
}

/// Any other call, once the file is as SQLite believes it to be.
template <auto Method, class... Args>
int after_writing(sqlite3_file* file, Args... args) {
  auto& wal = wal_of(file);
  const int code = write_gathered(wal);
  return code == SQLITE_OK ? below<Method>(wal, args...) : code;
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  wal_of(file).is_dirty = true;
  return after_writing<&sqlite3_io_methods::xTruncate>(file, size);
}

/// SQLite syncs a WAL before each checkpoint. The commit before has done so, and the disk takes its
/// time even where there is nothing to do.
int on_sync(sqlite3_file* file, int flags) {
  auto& wal = wal_of(file);
  if (!wal.is_dirty)
    return SQLITE_OK;
  const int code = after_writing<&sqlite3_io_methods::xSync>(file, flags);
  wal.is_dirty = code != SQLITE_OK;
  return code;
}

int on_close(sqlite3_file* file) {
  auto& wal = wal_of(file);
  const int written = write_gathered(wal);
  const int closed = below<&sqlite3_io_methods::xClose>(wal);
  wal.~wal_file();
  return written != SQLITE_OK ? written : closed;
}

/// Version 1: nobody maps a WAL into memory, and its shared memory belongs to the database file.
constexpr sqlite3_io_methods methods_of_wal() {
  using io = sqlite3_io_methods;
  io result{};
  result.iVersion = 1;
  result.xClose = on_close;
  result.xWrite = on_write;
  result.xRead = after_writing<&io::xRead>;
  result.xTruncate = on_truncate;
  result.xSync = on_sync;
  result.xFileSize = after_writing<&io::xFileSize>;
  result.xLock = after_writing<&io::xLock>;
  result.xUnlock = after_writing<&io::xUnlock>;
  result.xCheckReservedLock = after_writing<&io::xCheckReservedLock>;
  result.xFileControl = after_writing<&io::xFileControl>;
  result.xSectorSize = [](sqlite3_file* file) { return below<&io::xSectorSize>(wal_of(file)); };
  result.xDeviceCharacteristics = [](sqlite3_file* file) {
    return below<&io::xDeviceCharacteristics>(wal_of(file));
  };
  return result;
}

constexpr auto wal_methods = methods_of_wal();

/// Hands everything but the opening of files to another VFS.
struct wrapping_vfs : sqlite3_vfs {
  wrapping_vfs(sqlite3_vfs* wrapped, const std::string& known_as);

  sqlite3_vfs* base;
};

sqlite3_vfs* base_of(sqlite3_vfs* vfs) {
  return static_cast<wrapping_vfs*>(vfs)->base;
}

/// Calls a method of the VFS below.
template <auto Method, class Result, class... Args>
Result forward(sqlite3_vfs* vfs, Args... args) {
  auto* base = base_of(vfs);
  return (base->*Method)(base, args...);
}

int open_wal(sqlite3_vfs* base, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  wal_file wal{};
  constexpr auto unit = sizeof(std::max_align_t);
  wal.memory.resize((static_cast<std::size_t>(base->szOsFile) + unit - 1) / unit);
  wal.gathered.reserve(gathered_max);
  const int code = base->xOpen(base, name, wal.real(), flags, out_flags);
  if (code == SQLITE_OK) {
    wal.pMethods = &wal_methods;
    new (file) wal_file{std::move(wal)};
  } else if (wal.real()->pMethods != nullptr) {
    below<&sqlite3_io_methods::xClose>(wal);
  }
  return code;
}

int on_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto* base = base_of(vfs);
  if ((flags & SQLITE_OPEN_WAL) == 0)
    return base->xOpen(base, name, file, flags, out_flags);
  file->pMethods = nullptr; // nothing to close, unless it is opened
  try {
    return open_wal(base, name, file, flags, out_flags);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  }
}

wrapping_vfs::wrapping_vfs(sqlite3_vfs* wrapped, const std::string& known_as)
  : sqlite3_vfs(*wrapped), base(wrapped) {
  szOsFile = std::max(wrapped->szOsFile, static_cast<int>(sizeof(wal_file)));
  pNext = nullptr;
  zName = known_as.c_str();
  xOpen = on_open;
  xDelete = forward<&sqlite3_vfs::xDelete>;
  xAccess = forward<&sqlite3_vfs::xAccess>;
  xFullPathname = forward<&sqlite3_vfs::xFullPathname>;
  xDlOpen = forward<&sqlite3_vfs::xDlOpen>;
  xDlError = forward<&sqlite3_vfs::xDlError>;
  xDlSym = forward<&sqlite3_vfs::xDlSym>;
  xDlClose = forward<&sqlite3_vfs::xDlClose>;
  xRandomness = forward<&sqlite3_vfs::xRandomness>;
  xSleep = forward<&sqlite3_vfs::xSleep>;
  xCurrentTime = forward<&sqlite3_vfs::xCurrentTime>;
  xGetLastError = forward<&sqlite3_vfs::xGetLastError>;
  xCurrentTimeInt64 = forward<&sqlite3_vfs::xCurrentTimeInt64>;
  xSetSystemCall = forward<&sqlite3_vfs::xSetSystemCall>;
  xGetSystemCall = forward<&sqlite3_vfs::xGetSystemCall>;
  xNextSystemCall = forward<&sqlite3_vfs::xNextSystemCall>;
}

std::string next_name() {
  static std::atomic<unsigned> made{0};
  return "souk-gathering-" + std::to_string(++made);
}

} // namespace

struct gathering_vfs::registered {
  std::string name = next_name();
  wrapping_vfs vfs{sqlite_api::sqlite3_vfs_find(nullptr), name};
};

gathering_vfs::gathering_vfs() : vfs_(std::make_unique<registered>()) {
  sqlite_api::sqlite3_vfs_register(&vfs_->vfs, 0);
}

gathering_vfs::~gathering_vfs() {
  sqlite_api::sqlite3_vfs_unregister(&vfs_->vfs);
}

const std::string& gathering_vfs::name() const {
  return vfs_->name;
}

} // namespace souk
