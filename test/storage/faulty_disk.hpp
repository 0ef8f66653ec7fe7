#pragma once

#include "test/actors/random_seed.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace souk::test {

using file_bytes = std::vector<unsigned char>;

/// A file in memory that knows what of it is on the disk and what is only in the cache.
class disk_file {
public:
  /// As programs see it.
  const file_bytes& content() const { return content_; }

  void write(std::size_t offset, const file_bytes& data);
  void truncate(std::size_t size);

  /// Brings the cache to the disk.
  void sync();

  /// What a kernel does whose sync has failed: some changes reached the disk, the others never
  /// will, and the cache goes on showing all of them.
  void fail_sync(dice& random);

  /// The cache is gone. Each change since the last sync is on the disk, or is not, or is torn
  /// between sectors, and they may have come there in another order.
  void lose_cache(dice& random);

private:
  struct change {
    bool is_truncation = false;
    std::size_t offset = 0;
    file_bytes data = {};
  };

  static void apply(const change& made, file_bytes& to);
  static void tear(change& made, dice& random);

  file_bytes content_;
  file_bytes durable_;
  /// Since the last sync, oldest first.
  std::vector<change> changes_;
};

using disk_file_ptr = std::shared_ptr<disk_file>;

/// What a program asks of a disk, and what can fail.
enum class io_call { open, create, read, write, truncate, sync, remove, extend_shared_memory };

/// A folder of files on a disk that fails, fills up and loses its power when it is told to.
class faulty_disk {
public:
  explicit faulty_disk(dice& random) : random_(random) {}

  /// The k-th call from now, counted from 1, fails once, with EIO or ENOSPC. Only calls that may
  /// need space count for ENOSPC.
  void fail_call(std::size_t k, int error) { fault_ = {k, error}; }

  /// The k-th call from now fails and so does each one after it.
  void fail_from(std::size_t k, int error) { fault_ = {k, error, true}; }

  /// The k-th sync from now fails and so does each call after it.
  void fail_from_sync(std::size_t k, int error) { fault_ = {k, error, true, true}; }

  /// Whether a call has failed since the last fault was ordered, or the last cut.
  bool was_hit() const { return fault_.was_hit; }

  /// No call fails any more.
  void mend() { fault_.error = 0; }

  /// How many there were of this call.
  std::size_t calls(io_call call) const;

  /// Counts a call; the errno with which it fails, or 0.
  int error_of(io_call call);

  /// Syncs report success and do nothing from now on.
  void lie_about_sync() { lies_ = true; }

  /// The power is lost and comes back. Files that are open are not on this disk any more.
  void cut();

  /// Null: there is none.
  disk_file_ptr find(const std::string& name) const;
  disk_file_ptr create(const std::string& name);
  void remove(const std::string& name) { names_.erase(name); }

  /// Copies what is there as if it had been there for long.
  void copy(const std::string& from, const std::string& to);

  /// The new content of a file, or its failure, which loses changes for ever.
  int sync(disk_file& file);

  /// Makes created files and removed ones so on the disk: until then either may be undone.
  void sync_folder();

private:
  using folder = std::map<std::string, disk_file_ptr>;

  struct fault {
    std::size_t calls_left = 0;
    int error = 0;
    bool lasts = false;
    bool begins_with_sync = false;
    bool was_hit = false;
  };

  bool may_fail(io_call call) const;

  /// Undoes what the folder's last sync has not seen, or does not.
  folder what_is_left();

  dice& random_;
  folder names_;
  folder durable_names_;
  fault fault_;
  std::map<io_call, std::size_t> calls_;
  bool lies_ = false;
};

} // namespace souk::test
