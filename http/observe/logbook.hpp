#pragma once

#include "http/observe/log_batch.hpp"
#include "http/observe/log_level.hpp"
#include "http/observe/log_line.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace souk {

struct log_options {
  log_level level = log_level::info;
  log_format format = log_format::json;
  /// Where lines are written; stays open, and is the caller's.
  int descriptor = 2;
  /// So much may wait to be written; beyond it the oldest lines are dropped and counted.
  std::size_t waiting_bytes_max = std::size_t{1024} * 1024;
};

/// What a program has to say: gathers lines, and writes them on a thread of its own. Whoever adds
/// one never waits for the reader. Thread-safe.
///
/// Lines are gathered for a moment, then written together. One wake-up a line, as spdlog's
/// asynchronous logger has it, was measured to take 6 us of processor time; this takes less than 1.
class logbook {
public:
  explicit logbook(const log_options& options);
  /// Writes what is left, unless nobody reads it for a second.
  ~logbook();

  logbook(const logbook&) = delete;
  logbook& operator=(const logbook&) = delete;

  log_level level() const { return level_.load(std::memory_order_relaxed); }
  void set_level(log_level level) { level_ = level; }

  /// Whether a line of that level is to be written; ask before making one.
  bool shows(log_level wanted) const { return wanted != log_level::off && wanted <= level(); }

  /// Adds the line of a request, which is made when it is written.
  void add(const access_entry& entry);

  /// Adds a whole line, which must end with a line feed and have no other.
  void add(std::string_view line);

  /// Adds a line about what has happened, if its level is shown.
  void tell(log_level level, std::string_view message,
            std::initializer_list<log_member> members = {});

  /// Returns when all that was added before has been written, or nobody reads it for a second.
  void flush();

  /// Lines that were never written, for want of room or of a reader.
  std::uint64_t dropped() const { return dropped_; }

private:
  template <class Entry>
  void keep(const Entry& entry);
  void run();
  /// Waits until lines are to be written; false: there will be none.
  bool gather(std::unique_lock<std::mutex>& lock);
  /// Writes the text as far as somebody takes it.
  void write(std::string_view text);
  bool wait_for_reader();
  void report_dropped(std::string& out);

  const log_format format_;
  const int descriptor_;
  const std::size_t waiting_bytes_max_;
  /// A pipe or a terminal takes so much without blocking; a file takes anything.
  const std::size_t piece_bytes_;
  std::atomic<log_level> level_;
  std::atomic<std::uint64_t> dropped_{0};
  std::uint64_t dropped_reported_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable written_;
  log_batch waiting_;
  /// Whether the next line must wake the writer.
  bool is_asleep_ = false;
  bool is_writing_ = false;
  bool is_hurried_ = false;
  bool is_ended_ = false;
  std::thread writer_;
};

} // namespace souk
