#include "http/content_type.hpp"

#include "http/token.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace souk {

namespace {

bool is_control(char c) {
  return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f';
}

/// Takes pieces of a field value off its front.
class scanner {
public:
  explicit scanner(std::string_view text) : rest_{text} {}

  bool is_at_end() const { return rest_.empty(); }

  void skip_spaces() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }

  bool skip(char c) {
    if (!rest_.starts_with(c))
      return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Empty if there is no token.
  std::string_view token() {
    auto end = std::find_if_not(rest_.begin(), rest_.end(), is_token_character);
    auto result = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(result.size());
    return result;
  }

  /// A token or a quoted string without its quotes; nothing if there is neither.
  std::optional<std::string> value() {
    if (!skip('"')) {
      auto word = token();
      return word.empty() ? std::nullopt : std::optional{std::string{word}};
    }
    std::string result;
    while (!rest_.empty() && !is_control(rest_[0])) {
      if (skip('"'))
        return result;
      skip('\\');
      if (rest_.empty() || is_control(rest_[0]))
        break;
      result.push_back(rest_[0]);
      rest_.remove_prefix(1);
    }
    return std::nullopt;
  }

private:
  std::string_view rest_;
};

bool names_json(std::string_view type, std::string_view subtype) {
  constexpr std::string_view suffix = "+json";
  return equals_ignoring_case(type, "application")
         && (equals_ignoring_case(subtype, "json")
             || (subtype.size() > suffix.size()
                 && equals_ignoring_case(subtype.substr(subtype.size() - suffix.size()), suffix)));
}

} // namespace

bool is_json(std::string_view content_type) {
  scanner scan{content_type};
  scan.skip_spaces();
  auto type = scan.token();
  if (!scan.skip('/') || !names_json(type, scan.token()))
    return false;
  for (scan.skip_spaces(); scan.skip(';'); scan.skip_spaces()) {
    scan.skip_spaces();
    auto name = scan.token();
    if (name.empty())
      continue; // RFC 9110, 5.6.6 allows a semicolon without a parameter
    if (!scan.skip('='))
      return false;
    auto value = scan.value();
    if (!value || (equals_ignoring_case(name, "charset") && !equals_ignoring_case(*value, "utf-8")))
      return false;
  }
  return scan.is_at_end();
}

} // namespace souk
