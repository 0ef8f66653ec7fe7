#include "http/entity_tag.hpp"
#include "http/token.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;

std::string written(const entity_tag& tag) {
  std::string result = tag.is_weak ? "W/\"" : "\"";
  result += tag.opaque;
  return result + '"';
}

std::string written(const entity_tags& named) {
  std::string result = named.any ? "*" : "";
  for (auto& each : named.listed)
    result += (result.empty() ? "" : ", ") + written(each);
  return result;
}

bool is_tag(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '!' || (byte >= '#' && byte != 0x7f);
  });
}

bool may_be_ours(std::string_view hash) {
  return hash.size() == 16 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A tag that binds a change to a state is one that souk would have made of it.
void check_state(const entity_tag& tag) {
  const auto found = states_of({false, {tag}}).value();
  must(found.size() <= 1, "a tag has one state");
  if (found.empty())
    return;
  must(!tag.is_weak, "weak tags bind to nothing");
  must(found.front().subject.has_value(), "a tag is of one subject");
  const auto model = tag_of("", *found.front().subject, found.front().seen);
  const auto begin = model.substr(0, model.size() - 16);
  must(tag.opaque.starts_with(begin), "a state is written in one way");
  auto hash = tag.opaque.substr(begin.size());
  if (hash.ends_with(gzip_suffix))
    hash.remove_suffix(gzip_suffix.size());
  must(may_be_ours(hash), "behind a state stands a hash");
}

void check_read(const std::string& value, const entity_tags& named) {
  must(parse_entity_tags(written(named)) == named, "what is written can be read");
  must(parse_entity_tags(" \t" + value + "\t ") == named, "white space around it changes nothing");
  must(named.any == named.listed.empty(), "everything is named, or something");
  must(named.any == !states_of(named), "everything binds to nothing");
  if (named.any)
    return must(trimmed(value) == "*" && are_naming(named, value), "an asterisk names everything");
  must(parse_entity_tags(", ," + value + ",, ") == named, "empty members change nothing");
  auto more = named;
  more.listed.push_back({true, "x"});
  must(parse_entity_tags(value + ",W/\"x\"") == more, "a list can be longer");
  must(!parse_entity_tags(value + ", *"), "an asterisk stands alone");
  if (trimmed(value).ends_with('"'))
    must(!parse_entity_tags(value + "\"a\""), "tags are kept apart by commas");
  for (auto& each : named.listed) {
    must(is_tag(each.opaque), "a tag is made of its characters");
    must(are_naming(named, each.opaque), "what is listed is named");
    check_state(each);
  }
}

/// The tags that souk makes of these bytes and of that state.
void check_own(std::string_view body, std::uint32_t subject, const seen_state& shown) {
  const auto tag = tag_of(body, subject, shown);
  must(tag.ends_with('-' + tag_of(body)) && is_tag(tag), "the same bytes have the same hash");
  for (auto& strong : {tag, tag + std::string{gzip_suffix}}) {
    const auto text = '"' + strong + '"';
    const auto named = parse_entity_tags(text);
    must(named && named->listed.size() == 1 && are_naming(*named, strong), "it is read back");
    const auto states = states_of(*named);
    must(precondition_on(subject, states) == precondition{std::vector{shown}},
         "it binds to its state");
    must(precondition_on(~subject, states)->empty(), "it binds nothing else");
    const auto weak_text = "W/" + text;
    const auto weak = parse_entity_tags(weak_text);
    must(weak && states_of(*weak)->empty() && are_naming(*weak, strong), "weak, it binds to none");
  }
}

} // namespace

/// Any bytes as the value of If-Match, as a body, and the first as the state of something.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string value{fuzz::text_of(data, size)};
  if (const auto named = parse_entity_tags(value))
    check_read(value, *named);
  else if (value.find_first_not_of(" \t,") != std::string::npos)
    must(!parse_entity_tags(value + ", \"x\""), "what cannot be read is not left out");
  std::int64_t versions[2] = {0, 0};
  std::memcpy(versions, value.data(), std::min(value.size(), sizeof versions));
  check_own(value, static_cast<std::uint32_t>(value.size()), {versions[0], versions[1]});
  return 0;
}
