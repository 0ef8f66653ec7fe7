#pragma once

#include "test/temporary_directory.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace souk::test {

/// How long a test waits for anything. It says when to give up, and is no measure of speed.
inline constexpr std::chrono::seconds patience{60};

/// How a program ended.
struct ending {
  /// What it returned; -1 if a signal ended it.
  int code = -1;
  /// The signal that ended it, or 0.
  int signal = 0;
  std::string out = {};
  std::string err = {};
};

/// A program that was started by a test, with a working directory of its own. Whatever a test
/// waits for in vain is an exception that shows what the program has said. It is killed with the
/// thread that started it, so that an aborted test leaves nothing behind.
class process {
public:
  /// `prepare` runs in the new process before the program does; after a fork only
  /// async-signal-safe functions may be called there.
  explicit process(const std::vector<std::string>& command, std::function<void()> prepare = {});
  ~process();

  process(const process&) = delete;
  process& operator=(const process&) = delete;

  const std::filesystem::path& directory() const { return directory_.path(); }

  /// All that it has written so far.
  std::string out() const;
  std::string err() const;

  /// Looks again whenever the program has written something, there or to any file of its
  /// directory. Throws if the program ends before that.
  void wait_until(const std::function<bool()>& is_reached, const char* what);

  void send(int signal);

  bool has_ended() const { return pid_ < 0; }

  /// Waits for the end, however it comes about; once.
  ending wait(std::chrono::milliseconds at_most = patience);

private:
  [[noreturn]] void fail(const std::string& what) const;
  void watch_directory();

  temporary_directory directory_;
  int pid_ = -1;
  int pidfd_ = -1;
  int changes_ = -1;
};

/// Starts a program and waits for its end.
ending run(const std::vector<std::string>& command);

} // namespace souk::test
