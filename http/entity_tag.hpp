#pragma once

#include "messages/precondition.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// What the tag of a gzipped body ends with: two forms of one answer are two strong tags.
/// Source: RFC 9110, 8.8.3.3.
inline constexpr std::string_view gzip_suffix = "-gzip";

/// A tag for these bytes, without its quotes: 16 hexadecimal digits.
///
/// The bytes are hashed, rather than named by a version, because they may change without it: a
/// cart shows the prices of the moment, and a database of old may be put back.
std::string tag_of(std::string_view body);

/// As above, with the state of the product, the cart or the order in front, so that a change can be
/// bound to it: `7.0-0123456789abcdef`.
std::string tag_of(std::string_view body, const seen_state& shown);

struct entity_tag {
  bool is_weak = false;
  /// What stands between the quotes.
  std::string_view opaque;

  bool operator==(const entity_tag&) const = default;
};

/// What If-Match and If-None-Match name.
struct entity_tags {
  /// `*`: whatever there is.
  bool any = false;
  std::vector<entity_tag> listed = {};

  bool operator==(const entity_tags&) const = default;
};

/// Reads `*` or a list of entity tags; nothing for anything else. The tags are views of the text.
/// Source: RFC 9110, 8.8.3, 13.1.1 and 13.1.2.
std::optional<entity_tags> parse_entity_tags(std::string_view field_value);

/// Whether the tag is among those named, weak or not. Source: RFC 9110, 8.8.3.2.
bool are_naming(const entity_tags& named, std::string_view tag);

/// The states that strong tags among these were made of. Others can match nothing.
precondition states_of(const entity_tags& named);

} // namespace souk
