#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::sdk {

/// Objects and arrays of an answer may be nested this deep.
inline constexpr std::size_t answer_depth_max = 32;

struct json_member;

/// A JSON value whose numbers are the characters that were sent, so that a price never passes
/// through floating point.
struct json_value {
  enum class kind { null, boolean, number, string, array, object };

  kind type = kind::null;
  /// The decoded string; of a number its characters; `true` or `false`; otherwise empty.
  std::string text = {};
  /// Of an array.
  std::vector<json_value> elements = {};
  /// Of an object, in the order sent.
  std::vector<json_member> members;

  /// The first member of that name, or null. Lives as long as this value is unchanged.
  const json_value* find(std::string_view name) const;
};

struct json_member {
  std::string name = {};
  json_value value = {};
};

/// The value of a whole text, or nothing: a syntax error, invalid UTF-8, a number beyond double, or
/// more than `answer_depth_max` levels.
std::optional<json_value> parse_json(std::string_view text);

/// The value as a text without white space, which `parse_json` reads as the same value.
std::string write_json(const json_value& value);

/// The text as a JSON string, with its quotation marks. What is not UTF-8 stays as it is.
std::string write_string(std::string_view text);

} // namespace souk::sdk
