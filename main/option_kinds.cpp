#include "main/option_kinds.hpp"

#include "http/form.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace souk {

namespace {

std::string shown(double number) {
  std::array<char, 400> digits;
  const auto end =
    std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

} // namespace

std::string read_whole(const std::string& text, whole_range range, std::int64_t& to) {
  const auto number = parse_integer(text);
  if (!number || *number < range.least || *number > range.most)
    return "must be a whole number from " + std::to_string(range.least) + " to "
           + std::to_string(range.most);
  to = *number;
  return {};
}

std::string read_seconds(const std::string& text, seconds_range range,
                         std::chrono::milliseconds& to) {
  double number = -1;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  const bool is_number = read.ec == std::errc{} && read.ptr == end;
  // What is no number at all compares with nothing.
  if (!is_number || !(number >= range.least && number <= range.most))
    return "must be a decimal number of seconds from " + shown(range.least) + " to "
           + shown(range.most);
  to = std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>{number});
  return {};
}

std::string read_flag(const std::string& text, bool& to) {
  if (text != "true" && text != "false")
    return "must be true or false";
  to = text == "true";
  return {};
}

std::string seconds_text(std::chrono::milliseconds time) {
  return shown(std::chrono::duration<double>{time}.count());
}

text_check one_of(std::vector<std::string> allowed) {
  return [allowed = std::move(allowed)](const std::string& text) -> std::string {
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end())
      return {};
    std::string fault = "must be ";
    for (std::size_t i = 0; i < allowed.size(); ++i)
      fault += (i == 0 ? "" : i + 1 == allowed.size() ? " or " : ", ") + allowed[i];
    return fault;
  };
}

} // namespace souk
