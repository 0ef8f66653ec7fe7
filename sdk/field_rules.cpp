#include "sdk/field_rules.hpp"

#include "sdk/ascii.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace souk::sdk {

namespace {

bool is_token(std::string_view text) {
  static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9')
           || marks.find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; });
}

/// Fields that say where a request ends, what it means, or that it is the same as an earlier one.
constexpr std::array<std::string_view, 11> own_fields{
  "Accept", "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length",   "Content-Type",
  "Expect", "Idempotency-Key", "If-Match",   "If-None-Match",    "Transfer-Encoding"};

} // namespace

void check_field(const std::string& name, const std::string& value) {
  bool is_own = std::any_of(own_fields.begin(), own_fields.end(),
                            [&name](auto each) { return equal_in_any_case(each, name); });
  // The value may be a secret.
  if (!is_token(name) || !is_field_value(value) || is_own)
    throw std::invalid_argument{"the field \"" + name + "\" cannot be sent"};
}

} // namespace souk::sdk
