#include "http/edge/partial_message.hpp"

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

} // namespace

partial_message::partial_message(std::string_view head, peer_name from)
  : fields_(head), peer_(std::move(from)) {
  auto line = take_until(fields_, line_break);
  method_ = take_until(line, " ");
  target_ = take_until(line, " ");
  if (!is_token(method_))
    method_ = target_ = {};
  if (line == "HTTP/1.0")
    protocol_ = line;
}

std::optional<std::string_view> partial_message::field(std::string_view name) const {
  std::optional<std::string_view> result;
  for_each_field([&](std::string_view known, std::string_view value) {
    if (!result && equals_ignoring_case(known, name))
      result = value;
  });
  return result;
}

void partial_message::for_each_field(const field_visitor& visit) const {
  for (auto rest = fields_; rest.find(line_break) != std::string_view::npos;) {
    auto value = take_until(rest, line_break);
    if (value.empty())
      return;
    const auto name = take_until(value, ":");
    visit(name, trimmed(value));
  }
}

const std::string& partial_message::body() const {
  static const std::string none;
  return none;
}

} // namespace souk
