#include "demo/stage.hpp"

#include "demo/interruption.hpp"

#include <algorithm>
#include <ostream>

namespace souk::demo {

namespace {

constexpr std::string_view bold = "1";
constexpr std::string_view cyan = "1;36";
constexpr std::string_view green = "32";
constexpr std::string_view yellow = "33";
constexpr std::string_view faint = "2";

constexpr std::size_t columns_max = 80;

/// Under the title of a step.
constexpr std::string_view margin = "        ";

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  const std::string blanks(width - std::min(width, text.size()), ' ');
  return to_the_right ? blanks + text : text + blanks;
}

/// Lines of at most `columns` columns; a longer word has a line of its own.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  while (text.size() > columns) {
    auto end = text.rfind(' ', columns);
    if (end == std::string_view::npos)
      end = std::min(text.find(' '), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  lines.emplace_back(text);
  return lines;
}

void stop_if_told(std::ostream& out) {
  if (noted_signal() != 0)
    throw interruption{"stopped by signal " + std::to_string(noted_signal())};
  if (!out.flush())
    throw interruption{"the output cannot be written"};
}

} // namespace

std::string printable(std::string_view text) {
  std::string result{text};
  for (std::size_t i = 0; i < result.size(); ++i) {
    const auto byte = static_cast<unsigned char>(result[i]);
    const auto next = i + 1 < result.size() ? static_cast<unsigned char>(result[i + 1]) : 0;
    if (byte < 0x20 || byte == 0x7f)
      result[i] = '?';
    else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) // a control character of two bytes
      result.replace(i, 2, "?");
  }
  return result;
}

std::string stage::coloured(std::string_view colour, std::string_view text) const {
  if (!has_colours_)
    return std::string{text};
  return "\x1b[" + std::string{colour} + "m" + std::string{text} + "\x1b[0m";
}

void stage::headline(std::string_view title, std::string_view remark) {
  out_ << coloured(bold, printable(title)) << '\n'
       << coloured(faint, printable(remark)) << std::endl;
}

void stage::count_to(int steps) {
  step_ = 0;
  steps_ = steps;
}

void stage::section(std::string_view title) {
  position_ = title;
  out_ << '\n' << coloured(cyan, title) << '\n';
}

void stage::step(std::string_view title) {
  stop_if_told(out_);
  const auto total = std::to_string(steps_);
  const auto number = padded(std::to_string(++step_), total.size(), true) + "/" + total;
  position_ = "[" + number + "] " + std::string{title};
  out_ << '\n'
       << padded("", margin.size() - number.size() - 3, false) << "[" << number << "] "
       << coloured(bold, title) << std::endl;
}

void stage::text(std::string_view words) {
  for (auto& line : wrapped(printable(words), columns_max - margin.size()))
    out_ << margin << line << '\n';
}

void stage::table(std::string_view alignment, const rows& cells) {
  std::vector<std::size_t> widths;
  for (auto& row : cells) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], row[i].size());
  }
  for (auto& row : cells) {
    std::string line{margin};
    for (std::size_t i = 0; i < row.size(); ++i)
      line += padded(printable(row[i]), widths[i], alignment.substr(i, 1) == "r") + "   ";
    out_ << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
  }
}

void stage::refusal(int status, std::string_view code, std::string_view detail) {
  out_ << margin << coloured(yellow, std::to_string(status) + " " + printable(code)) << '\n';
  text(detail);
}

void stage::checked(std::string_view sentence) {
  const auto lines = wrapped(sentence, columns_max - margin.size() - 4);
  for (auto& line : lines)
    out_ << margin << (&line == &lines.front() ? coloured(green, "ok") : "  ") << "  " << line
         << '\n';
}

void stage::farewell(std::string_view sentence, std::string_view remark) {
  out_ << '\n' << coloured(green, sentence) << '\n';
  for (auto& line : wrapped(remark, columns_max))
    out_ << line << '\n';
  out_ << std::flush;
}

} // namespace souk::demo
