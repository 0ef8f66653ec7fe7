#include "test/storage/fault_vfs.hpp"

#include "test/storage/faulty_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <new>

namespace souk::test {

struct disk_vfs : sqlite3_vfs {
  faulty_disk* disk = nullptr;
  /// The errno of the last call that failed.
  int last_error = 0;
};

namespace {

/// A file that SQLite has open.
struct open_file : sqlite3_file {
  disk_vfs* vfs = nullptr;
  disk_file_ptr file;
  /// Whether its next sync syncs the folder too.
  bool syncs_folder = false;
  std::string removed_on_close;
  std::vector<std::unique_ptr<file_bytes>> shared_memory;
};

disk_vfs& vfs_of(sqlite3_vfs* vfs) {
  return *static_cast<disk_vfs*>(vfs);
}

open_file& handle_of(sqlite3_file* file) {
  return *static_cast<open_file*>(file);
}

/// Whether this call fails.
bool fails(disk_vfs& vfs, io_call call) {
  const auto error = vfs.disk->error_of(call);
  if (error != 0)
    vfs.last_error = error;
  return error != 0;
}

int on_close(sqlite3_file* file) {
  auto& handle = handle_of(file);
  if (!handle.removed_on_close.empty())
    handle.vfs->disk->remove(handle.removed_on_close);
  handle.~open_file();
  return SQLITE_OK;
}

int on_read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  auto& handle = handle_of(file);
  if (fails(*handle.vfs, io_call::read))
    return SQLITE_IOERR_READ;
  auto& content = handle.file->content();
  const auto wanted = static_cast<std::size_t>(count);
  const auto begin = std::min(static_cast<std::size_t>(offset), content.size());
  const auto found = std::min(wanted, content.size() - begin);
  auto* out = static_cast<unsigned char*>(to);
  std::copy_n(content.data() + begin, found, out);
  std::fill(out + found, out + wanted, static_cast<unsigned char>(0));
  return found == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int on_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  auto& handle = handle_of(file);
  const bool is_failing = fails(*handle.vfs, io_call::write);
  // A write that fails may have written something.
  const auto written = is_failing ? count / 2 : count;
  const auto* data = static_cast<const unsigned char*>(from);
  handle.file->write(static_cast<std::size_t>(offset), {data, data + written});
  if (!is_failing)
    return SQLITE_OK;
  return handle.vfs->last_error == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& handle = handle_of(file);
  if (fails(*handle.vfs, io_call::truncate))
    return SQLITE_IOERR_TRUNCATE;
  handle.file->truncate(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int on_sync(sqlite3_file* file, int) {
  auto& handle = handle_of(file);
  if (const auto error = handle.vfs->disk->sync(*handle.file)) {
    handle.vfs->last_error = error;
    return SQLITE_IOERR_FSYNC;
  }
  if (handle.syncs_folder)
    handle.vfs->disk->sync_folder();
  handle.syncs_folder = false;
  return SQLITE_OK;
}

int on_file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(handle_of(file).file->content().size());
  return SQLITE_OK;
}

int on_lock(sqlite3_file*, int) {
  return SQLITE_OK;
}

int on_check_reserved_lock(sqlite3_file*, int* is_locked) {
  *is_locked = 0;
  return SQLITE_OK;
}

int on_file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

int on_sector_size(sqlite3_file*) {
  return 4096;
}

int on_device_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // what the unix VFS says of any disk
}

int on_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  auto& handle = handle_of(file);
  const auto index = static_cast<std::size_t>(region);
  *memory = nullptr;
  while (extend != 0 && handle.shared_memory.size() <= index) {
    if (fails(*handle.vfs, io_call::extend_shared_memory))
      return SQLITE_IOERR_SHMSIZE;
    handle.shared_memory.push_back(std::make_unique<file_bytes>(static_cast<std::size_t>(size)));
  }
  if (index < handle.shared_memory.size())
    *memory = handle.shared_memory[index]->data();
  return SQLITE_OK;
}

int on_shm_lock(sqlite3_file*, int, int, int) {
  return SQLITE_OK;
}

void on_shm_barrier(sqlite3_file*) {
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

int on_shm_unmap(sqlite3_file* file, int) {
  handle_of(file).shared_memory.clear();
  return SQLITE_OK;
}

/// Version 2: with shared memory, without memory-mapped files.
constexpr sqlite3_io_methods methods{2,
                                     on_close,
                                     on_read,
                                     on_write,
                                     on_truncate,
                                     on_sync,
                                     on_file_size,
                                     on_lock,
                                     on_lock,
                                     on_check_reserved_lock,
                                     on_file_control,
                                     on_sector_size,
                                     on_device_characteristics,
                                     on_shm_map,
                                     on_shm_lock,
                                     on_shm_barrier,
                                     on_shm_unmap,
                                     nullptr,
                                     nullptr};

/// The file of that name, made if it may be; null where there is none.
disk_file_ptr open_or_create(disk_vfs& vfs, const char* name, int flags) {
  if (name == nullptr)
    return std::make_shared<disk_file>();
  auto found = vfs.disk->find(name);
  const bool creates = !found && (flags & SQLITE_OPEN_CREATE) != 0;
  if (fails(vfs, creates ? io_call::create : io_call::open))
    return nullptr;
  return creates ? vfs.disk->create(name) : found;
}

int on_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  auto found = open_or_create(vfs_of(vfs), name, flags);
  if (!found)
    return SQLITE_CANTOPEN;
  auto* handle = new (file) open_file{};
  handle->pMethods = &methods;
  handle->vfs = &vfs_of(vfs);
  handle->file = std::move(found);
  const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
  handle->syncs_folder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
  if (name != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
    handle->removed_on_close = name;
  if (out_flags != nullptr)
    *out_flags = flags;
  return SQLITE_OK;
}

int on_delete(sqlite3_vfs* vfs, const char* name, int syncs_folder) {
  auto& known = vfs_of(vfs);
  if (!known.disk->find(name))
    return SQLITE_IOERR_DELETE_NOENT;
  if (fails(known, io_call::remove))
    return SQLITE_IOERR_DELETE;
  known.disk->remove(name);
  if (syncs_folder != 0)
    known.disk->sync_folder();
  return SQLITE_OK;
}

int on_access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
  auto found = vfs_of(vfs).disk->find(name);
  // The unix VFS takes an empty file for one that does not exist.
  *result = found && (flags != SQLITE_ACCESS_EXISTS || !found->content().empty()) ? 1 : 0;
  return SQLITE_OK;
}

int on_full_path_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int on_last_error(sqlite3_vfs* vfs, int, char*) {
  return vfs_of(vfs).last_error;
}

/// The clock, the randomness and the like stay those of `base`.
void set_up(disk_vfs& vfs, const sqlite3_vfs& base) {
  static_cast<sqlite3_vfs&>(vfs) = base;
  vfs.szOsFile = sizeof(open_file);
  vfs.pNext = nullptr;
  vfs.zName = "faulty-disk";
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xAccess = on_access;
  vfs.xFullPathname = on_full_path_name;
  vfs.xGetLastError = on_last_error;
}

} // namespace

fault_vfs::fault_vfs(faulty_disk& disk)
  : vfs_(std::make_unique<disk_vfs>()), before_(sqlite3_vfs_find(nullptr)) {
  set_up(*vfs_, *before_);
  vfs_->disk = &disk;
  sqlite3_vfs_register(vfs_.get(), 1);
}

fault_vfs::~fault_vfs() {
  sqlite3_vfs_unregister(vfs_.get());
  sqlite3_vfs_register(before_, 1);
}

} // namespace souk::test
