#include "http/json_reader.hpp"
#include "test/fuzz/property.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace {

using namespace souk;
using nlohmann::ordered_json;
using souk::fuzz::must;

/// A body as a library reads it that builds the whole document.
struct document {
  ordered_json value;
  std::size_t names = 0;
  std::size_t depth = 0;
};

document parse(std::string_view body) {
  document result;
  const auto count = [&result](int depth, ordered_json::parse_event_t event, ordered_json&) {
    if (event == ordered_json::parse_event_t::key)
      ++result.names;
    if (event == ordered_json::parse_event_t::object_start
        || event == ordered_json::parse_event_t::array_start)
      result.depth = std::max(result.depth, static_cast<std::size_t>(depth) + 1);
    return true;
  };
  result.value = ordered_json::parse(body.begin(), body.end(), count, false);
  return result;
}

/// How many members are left where a name twice leaves one. Not for deep values.
std::size_t count_members(const ordered_json& value) {
  std::size_t result = value.is_object() ? value.size() : 0;
  if (value.is_structured())
    for (auto& each : value)
      result += count_members(each);
  return result;
}

bool is_body(std::string_view body, const document& read) {
  return body.find('\0') == std::string_view::npos && !body.starts_with("\xEF\xBB\xBF")
         && read.value.is_object() && read.depth <= json_depth_max && read.names <= json_members_max
         && count_members(read.value) == read.names;
}

/// The characters of each member's value, of a valid body.
std::vector<std::string_view> values_of(std::string_view body) {
  std::vector<std::string_view> result;
  std::size_t depth = 0;
  std::size_t begin = 0;
  bool is_in_string = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (is_in_string) {
      i += c == '\\' ? 1 : 0;
      is_in_string = c != '"';
      continue;
    }
    is_in_string = c == '"';
    if (c == '{' || c == '[')
      ++depth;
    else if (c == ':' && depth == 1)
      begin = i + 1;
    if ((c == ',' || c == '}') && depth == 1 && begin > 0) {
      result.push_back(body.substr(begin, i - begin));
      begin = 0;
    }
    if (c == '}' || c == ']')
      --depth;
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void check_number(const json_member& member, std::string_view characters) {
  must(member.text == characters, "the characters of a number are kept");
  std::int64_t integer = 0;
  const auto end = characters.data() + characters.size();
  const auto read = std::from_chars(characters.data(), end, integer);
  const bool fits = read.ec == std::errc{} && read.ptr == end;
  must((member.kind == json_kind::integer) == fits, "an integer is what int64 holds");
  must(member.integer == (fits ? integer : 0), "an integer has its value");
}

void check_member(const json_member& member, const ordered_json& value,
                  std::string_view characters) {
  switch (member.kind) {
    case json_kind::string:
      return must(value.is_string() && member.text == value.get_ref<const std::string&>(),
                  "a string is decoded");
    case json_kind::integer:
    case json_kind::number:
      must(value.is_number(), "a number is a number");
      return check_number(member, trimmed(characters));
    case json_kind::boolean:
      return must(value.is_boolean() && member.text == trimmed(characters), "a boolean is one");
    case json_kind::null:
      return must(value.is_null() && member.text.empty(), "null is null");
    case json_kind::array:
      return must(value.is_array() && member.text.empty(), "an array is one");
    case json_kind::object:
      return must(value.is_object() && member.text.empty(), "an object is one");
  }
}

} // namespace

/// Any bytes as a body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = fuzz::text_of(data, size);
  const auto read = read_json_object(body);
  const auto expected = parse(body);
  if (const auto* fault = std::get_if<malformed>(&read)) {
    must(!is_body(body, expected), "a JSON object is read");
    must(fault->detail.ends_with('.'), "a refusal is a sentence");
    return 0;
  }
  must(is_body(body, expected), "only a JSON object is read");
  const auto& members = std::get<json_object>(read).members;
  const auto values = values_of(body);
  must(members.size() == expected.value.size() && members.size() == values.size(),
       "there are as many members");
  std::size_t i = 0;
  for (auto& [name, value] : expected.value.items()) {
    must(members[i].name == name, "members have their names and their order");
    check_member(members[i], value, values[i]);
    ++i;
  }
  return 0;
}
