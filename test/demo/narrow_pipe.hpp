#pragma once

#include <string>
#include <string_view>

namespace souk::test {

/// A pipe that holds about five writes, however short, so that a program that writes more often
/// waits for its reader.
class narrow_pipe {
public:
  narrow_pipe();
  ~narrow_pipe();

  narrow_pipe(const narrow_pipe&) = delete;
  narrow_pipe& operator=(const narrow_pipe&) = delete;

  /// The side that programs write to.
  int program_side() const { return program_side_; }
  void close_program_side() { close_one(program_side_); }

  void close_reader() { close_one(reader_); }

  /// Reads, and hardly further, until what has been read holds that text. Throws if the writer
  /// ends before, or if that takes longer than `patience`.
  void read_until(std::string_view text);

  /// Reads what is left until the last program has closed its side. Throws likewise.
  void read_to_end();

private:
  /// False at the end.
  bool read_some();
  static void close_one(int& side);

  int reader_ = -1;
  int program_side_ = -1;
  std::string seen_ = {};
};

} // namespace souk::test
