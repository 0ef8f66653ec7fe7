#include "http/edge/partial_message.hpp"

#include "http/edge/request_line.hpp"
#include "http/token.hpp"

#include <algorithm>

namespace souk {

namespace {

constexpr std::string_view line_break = "\r\n";

/// Takes what is before the separator, or all of it; the separator goes, too.
std::string_view take_until(std::string_view& text, std::string_view separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto taken = text.substr(0, end);
  text.remove_prefix(std::min(end + separator.size(), text.size()));
  return taken;
}

/// Takes the line of the next field; nothing if none has come whole.
std::optional<std::string_view> take_field(std::string_view& fields) {
  const auto end = fields.find(line_break);
  if (end == 0 || end == std::string_view::npos)
    return std::nullopt;
  const auto line = fields.substr(0, end);
  fields.remove_prefix(end + line_break.size());
  return line;
}

/// Whether the character may stand in a request line.
bool is_visible(char c) {
  return c >= ' ' && c <= '~';
}

/// Whether it begins as a target does. Source: RFC 9112, 3.2.
bool is_target(std::string_view text) {
  return text.starts_with('/') || text == "*" || equals_ignoring_case(text.substr(0, 4), "http");
}

} // namespace

partial_message::partial_message(std::string_view head, peer_name from)
  : fields_(head), peer_(std::move(from)) {
  auto line = take_until(fields_, line_break);
  line = {line.begin(), std::find_if_not(line.begin(), line.end(), is_visible)};
  const auto method = take_until(line, " ");
  const bool is_whole = line.find(' ') != std::string_view::npos;
  auto target = take_until(line, " ");
  target = target.substr(0, target.find('#'));
  if (!is_token(method) || !is_target(target))
    return;
  method_ = method;
  // Behind the last slash may be half a name, by which a whole one is known to be private.
  target_ = is_whole ? target : target.substr(0, target.rfind('/') + 1);
  if (line == "HTTP/1.0")
    protocol_ = line;
}

std::optional<std::string_view> partial_message::field(std::string_view name) const {
  for (auto rest = fields_; auto line = take_field(rest);) {
    if (!equals_ignoring_case(line->substr(0, name.size()), name))
      continue;
    auto value = line->substr(name.size());
    if (!take_until(value, ":").empty())
      continue; // the name goes on
    value = trimmed(value);
    const bool is_shown = !equals_ignoring_case(name, "Host") || is_host(value);
    return is_shown ? std::optional{value} : std::nullopt;
  }
  return std::nullopt;
}

void partial_message::for_each_field(const field_visitor& visit) const {
  for (auto rest = fields_; auto line = take_field(rest);) {
    const auto name = take_until(*line, ":");
    visit(name, trimmed(*line));
  }
}

const std::string& partial_message::body() const {
  static const std::string none;
  return none;
}

} // namespace souk
