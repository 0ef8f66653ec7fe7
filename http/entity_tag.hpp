#pragma once

#include "messages/event.hpp"
#include "messages/precondition.hpp"

#include <cstdint>
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

/// Names a product or an order of the shop with that mark, or the cart of a user, so that a tag of
/// one does for no other, and for none that was there before a backup was put back.
std::uint32_t subject_of(std::uint32_t shop_mark, entity what, std::int64_t id);
std::uint32_t subject_of_cart(std::uint32_t shop_mark, std::string_view user);

/// As above, with the state of the subject in front, so that a change can be bound to it:
/// `7.0-89abcdef-0123456789abcdef`.
std::string tag_of(std::string_view body, std::uint32_t subject, const seen_state& shown);

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

/// A state, and of which subject it was seen; nothing: of any.
struct tagged_state {
  std::optional<std::uint32_t> subject = {};
  seen_state seen = {};

  bool operator==(const tagged_state&) const = default;
};

/// As a `precondition`, of whatever it is that is changed.
using tagged_states = std::optional<std::vector<tagged_state>>;

/// The states that strong tags among these were made of. Others can match nothing.
tagged_states states_of(const entity_tags& named);

/// What binds a change of the subject to the states that were seen of it.
precondition precondition_on(std::uint32_t subject, const tagged_states& wanted);

} // namespace souk
