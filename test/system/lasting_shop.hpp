#pragma once

#include "test/system/shop_program.hpp"

#include <optional>

namespace souk::test {

/// A shop in a file that outlives the programs which serve it, one after the other.
class lasting_shop {
public:
  lasting_shop() { open(); }

  shop_program& program() { return *program_; }

  /// Serves the file as it is. The thread that does this must stay.
  void open() {
    program_.emplace(std::vector<std::string>{"--database", file(), "--threads", "4"});
  }

  /// Begins to, and is killed when `is_enough` returns.
  void open_in_vain(const std::function<void()>& is_enough) const {
    process program{souk_with({"serve", "--port", "0", "--database", file()})};
    is_enough();
  }

  /// May be called by any thread, and many times.
  void kill() { program_->program().send(SIGKILL); }

  /// What the killed program leaves behind.
  ending wait() { return program_->program().wait(); }

  /// What `souk check` says of the file.
  ending check() const { return run(souk_with({"check", file()})); }

private:
  std::string file() const { return directory_.path() / "souk.db"; }

  temporary_directory directory_;
  std::optional<shop_program> program_;
};

} // namespace souk::test
