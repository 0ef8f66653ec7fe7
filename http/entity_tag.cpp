#include "http/entity_tag.hpp"

#include "http/hex.hpp"
#include "http/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace souk {

namespace {

static_assert(sizeof(std::size_t) == 8, "a tag of 32 bits would soon name two bodies");

constexpr std::size_t hash_digits = 16;
constexpr std::size_t subject_digits = 8;

std::uint64_t hash_of(std::string_view bytes) {
  return std::hash<std::string_view>{}(bytes);
}

void append_state(std::string& out, std::uint32_t subject, const seen_state& shown) {
  append_int(out, shown.version);
  out += '.';
  append_int(out, shown.stock_version);
  out += '-';
  append_hex(out, subject, subject_digits);
  out += '-';
}

void append_hash(std::string& out, std::string_view body) {
  append_hex(out, hash_of(body), hash_digits);
}

std::uint32_t subject_named(std::uint32_t shop_mark, entity what, std::uint64_t name) {
  const std::array<std::uint64_t, 3> parts{shop_mark, static_cast<std::uint64_t>(what), name};
  return static_cast<std::uint32_t>(
    hash_of({reinterpret_cast<const char*>(parts.data()), sizeof parts}));
}

/// Source: RFC 9110, 8.8.3, etagc.
bool may_be_in_tag(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code > 0x20 && code != '"' && code != 0x7f;
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// Takes one tag off the front.
std::optional<entity_tag> take_tag(std::string_view& text) {
  entity_tag result;
  if (text.starts_with("W/")) {
    result.is_weak = true;
    text.remove_prefix(2);
  }
  const auto end = text.find('"', 1);
  if (!text.starts_with('"') || end == std::string_view::npos)
    return std::nullopt;
  result.opaque = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  if (!std::all_of(result.opaque.begin(), result.opaque.end(), may_be_in_tag))
    return std::nullopt;
  return result;
}

/// Takes a number and the character behind it off the front.
std::optional<std::int64_t> take_number(std::string_view& text, char mark) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (fault != std::errc{} || !text.starts_with(mark))
    return std::nullopt;
  text.remove_prefix(1);
  return number;
}

/// Takes a subject and the hyphen behind it off the front.
std::optional<std::uint32_t> take_subject(std::string_view& text) {
  std::uint32_t subject = 0;
  const auto [end, fault] =
    std::from_chars(text.data(), text.data() + std::min(text.size(), subject_digits), subject, 16);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (fault != std::errc{} || !text.starts_with('-'))
    return std::nullopt;
  text.remove_prefix(1);
  return subject;
}

/// The state in front of a tag that `tag_of` has made.
std::optional<tagged_state> state_of(std::string_view tag) {
  if (tag.ends_with(gzip_suffix))
    tag.remove_suffix(gzip_suffix.size());
  auto rest = tag;
  const auto version = take_number(rest, '.');
  const auto stock_version = take_number(rest, '-');
  const auto subject = take_subject(rest);
  if (!version || !stock_version || !subject || rest.size() != hash_digits)
    return std::nullopt;
  const tagged_state result{*subject, {*version, *stock_version}};
  std::string begin;
  append_state(begin, *subject, result.seen);
  // Numbers can be read that are never written so: "007", "-0".
  const bool is_ours =
    tag.starts_with(begin) && rest.find_first_not_of(hex_digits) == std::string_view::npos;
  return is_ours ? std::optional{result} : std::nullopt;
}

} // namespace

std::string tag_of(std::string_view body) {
  std::string result;
  result.reserve(hash_digits + gzip_suffix.size());
  append_hash(result, body);
  return result;
}

std::uint32_t subject_of(std::uint32_t shop_mark, entity what, std::int64_t id) {
  return subject_named(shop_mark, what, static_cast<std::uint64_t>(id));
}

std::uint32_t subject_of_cart(std::uint32_t shop_mark, std::string_view user) {
  return subject_named(shop_mark, entity::cart, hash_of(user));
}

std::string tag_of(std::string_view body, std::uint32_t subject, const seen_state& shown) {
  constexpr std::size_t enough = 48;
  std::string result;
  result.reserve(enough);
  append_state(result, subject, shown);
  append_hash(result, body);
  return result;
}

std::optional<entity_tags> parse_entity_tags(std::string_view field_value) {
  entity_tags result;
  auto text = field_value.substr(0, field_value.find_last_not_of(" \t") + 1);
  skip_blanks(text);
  result.any = text == "*";
  if (result.any)
    return result;
  for (; !text.empty(); skip_blanks(text)) {
    if (text.starts_with(',')) { // an empty member; RFC 9110, 5.6.1.2
      text.remove_prefix(1);
      continue;
    }
    auto tag = take_tag(text);
    skip_blanks(text);
    if (!tag || (!text.empty() && text.front() != ','))
      return std::nullopt;
    result.listed.push_back(*tag);
  }
  return result.listed.empty() ? std::nullopt : std::optional{std::move(result)};
}

bool are_naming(const entity_tags& named, std::string_view tag) {
  auto is_it = [&](const entity_tag& each) { return each.opaque == tag; };
  return named.any || std::any_of(named.listed.begin(), named.listed.end(), is_it);
}

tagged_states states_of(const entity_tags& named) {
  if (named.any)
    return {};
  std::vector<tagged_state> result;
  for (auto& each : named.listed)
    if (auto state = each.is_weak ? std::nullopt : state_of(each.opaque))
      result.push_back(*state);
  return result;
}

precondition precondition_on(std::uint32_t subject, const tagged_states& wanted) {
  if (!wanted)
    return {};
  std::vector<seen_state> result;
  for (auto& each : *wanted)
    if (each.subject.value_or(subject) == subject)
      result.push_back(each.seen);
  return result;
}

} // namespace souk
