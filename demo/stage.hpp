#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace souk::demo {

/// The text on one line and without control characters, so that no answer can steer a terminal.
std::string printable(std::string_view text);

/// Where the tour is told, at most 80 columns wide.
class stage {
public:
  using rows = std::vector<std::vector<std::string>>;

  stage(std::ostream& out, bool has_colours) : out_(out), has_colours_(has_colours) {}

  void headline(std::string_view title, std::string_view remark);

  /// From now on steps are counted from 1 to `steps`.
  void count_to(int steps);

  void section(std::string_view title);

  /// Begins the next step: `[3/10] title`. Throws interruption if the program was told to stop, or
  /// if nobody can read any more what is told.
  void step(std::string_view title);

  /// What is seen in a step, broken at spaces.
  void text(std::string_view words);

  /// Columns aligned as in "lr": left, right.
  void table(std::string_view alignment, const rows& cells);

  /// What the shop said when it refused.
  void refusal(int status, std::string_view code, std::string_view detail);

  /// What has been checked.
  void checked(std::string_view sentence);

  void farewell(std::string_view sentence, std::string_view remark);

  /// `[3/10] title` of the step under way, or the section's title before its first step; empty
  /// before the first section.
  const std::string& position() const { return position_; }

private:
  /// The text in a colour (SGR parameters of ECMA-48), if there are any.
  std::string coloured(std::string_view colour, std::string_view text) const;

  std::ostream& out_;
  bool has_colours_;
  int step_ = 0;
  int steps_ = 0;
  std::string position_ = {};
};

} // namespace souk::demo
