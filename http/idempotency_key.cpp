#include "http/idempotency_key.hpp"

#include "http/token.hpp"

#include <algorithm>

namespace souk {

namespace {

bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

/// Undoes the quotes and escapes of a structured-field string; empty if it is none.
std::optional<std::string> unquote(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"')
    return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"')
      return std::nullopt;
    if (text[i] == '\\') {
      ++i;
      if (i == text.size() || (text[i] != '"' && text[i] != '\\'))
        return std::nullopt;
    }
    result.push_back(text[i]);
  }
  return result;
}

} // namespace

std::optional<std::string> parse_idempotency_key(std::string_view field_value) {
  auto text = trimmed(field_value);
  auto key = text.starts_with('"') ? unquote(text) : std::string{text};
  if (!key || key->empty() || key->size() > idempotency_key_characters_max
      || !consists_of<is_visible>(*key))
    return std::nullopt;
  return key;
}

} // namespace souk
