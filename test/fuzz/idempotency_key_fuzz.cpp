#include "http/idempotency_key.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '!' && c <= '~'; });
}

std::string quoted(std::string_view key) {
  std::string result = "\"";
  for (char c : key) {
    if (c == '"' || c == '\\')
      result += '\\';
    result += c;
  }
  return result + '"';
}

} // namespace

/// Any bytes as the value of the field, and as the key itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = fuzz::text_of(data, size);
  const auto key = parse_idempotency_key(value);
  must(parse_idempotency_key(" \t" + std::string{value} + "\t ") == key,
       "white space around it changes nothing");
  if (key) {
    must(!key->empty() && key->size() <= idempotency_key_characters_max, "a key keeps its length");
    must(is_visible_ascii(*key), "a key is visible ASCII");
    must(parse_idempotency_key(quoted(*key)) == key, "both forms of a key are the same key");
  }
  if (value.starts_with('"') && value.ends_with('"') && value.size() > 1)
    must(!key || quoted(*key) == value, "a quoted key has one form");
  const bool may_be_key =
    !value.empty() && value.size() <= idempotency_key_characters_max && is_visible_ascii(value);
  must(parse_idempotency_key(quoted(value)).has_value() == may_be_key,
       "in quotes, every key and nothing else is read");
  if (!value.starts_with('"') && !value.starts_with(' ') && !value.starts_with('\t')
      && !value.ends_with(' ') && !value.ends_with('\t')) {
    must(key.has_value() == may_be_key, "bare, every key and nothing else is read");
    must(!key || *key == value, "a bare key is what it is");
  }
  return 0;
}
