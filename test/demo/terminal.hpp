#pragma once

#include <string>

namespace souk::test {

/// A terminal that a program can write to. Close the program's side before reading to the end.
class terminal {
public:
  terminal();
  ~terminal();

  terminal(const terminal&) = delete;
  terminal& operator=(const terminal&) = delete;

  /// The side that programs write to.
  int program_side() const { return program_side_; }
  void close_program_side();

  /// All that is written until the last program has closed its side. Throws if that takes longer
  /// than `patience`.
  std::string read_to_end();

private:
  int reader_ = -1;
  int program_side_ = -1;
};

} // namespace souk::test
