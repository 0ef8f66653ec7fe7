#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace souk {

/// Objects and arrays may be nested this deep, the body itself counted.
inline constexpr std::size_t json_depth_max = 32;

/// A body may have this many members, nested ones counted.
inline constexpr std::size_t json_members_max = 1'000;

/// What a JSON value is.
enum class json_kind {
  string,
  /// A number written without point and exponent that fits into int64.
  integer,
  /// Any other number.
  number,
  boolean,
  null,
  array,
  object,
};

/// One member of a JSON object. What arrays and objects contain is checked and forgotten.
struct json_member {
  std::string name = {};
  json_kind kind = json_kind::null;
  /// The decoded string, valid UTF-8, perhaps with U+0000; or the characters of the number as they
  /// stood in the body; `true` or `false`; otherwise empty.
  std::string text = {};
  /// The value if `kind` is integer, otherwise 0.
  std::int64_t integer = 0;
};

/// The members of a JSON object in the order of the body; names are unique.
struct json_object {
  std::vector<json_member> members = {};

  /// The member of that name, or null. The pointer lives as long as the object is unchanged.
  const json_member* find(std::string_view name) const;
};

/// A body that is not the JSON it has to be.
struct malformed {
  /// A sentence for the client; shows nothing of the body.
  std::string detail = {};
};

/// Reads a body that must be one JSON object.
/// Malformed: syntax errors and text behind the object, invalid UTF-8, lone surrogates, a byte
/// order mark, a NUL byte, a name twice in one object (at any depth), more than `json_depth_max`
/// levels or `json_members_max` members, a number beyond double, a document that is no object. Does
/// not recurse. Source: RFC 8259; semantics.md, Errors.
std::variant<json_object, malformed> read_json_object(std::string_view body);

} // namespace souk
