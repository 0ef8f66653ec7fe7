#include "sdk/ascii.hpp"
#include "sdk/link.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace souk::sdk;
using souk::fuzz::must;

bool is_inside(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

bool has_in_any_case(std::string_view text, std::string_view part) {
  auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// Whatever the field is, the target is a piece of it between angle brackets.
void check_target(std::string_view field) {
  const auto target = next_target(field);
  if (target.empty())
    return;
  must(is_inside(target, field), "a target is a part of the field");
  must(target.data() > field.data() && target.data()[-1] == '<', "a target follows a bracket");
  must(target.data() + target.size() < field.data() + field.size()
         && target.data()[target.size()] == '>',
       "a target ends at a bracket");
  must(target.find('>') == std::string_view::npos, "a target has no bracket in it");
  must(has_in_any_case(field, "next"), "only what is next is next");
}

/// A text as the target of the link that leads on, and of one that does not.
void check_written(const std::string& target) {
  if (target.empty() || target.find('>') != std::string::npos)
    return;
  must(next_target('<' + target + ">; rel=\"next\"") == target, "the next target is found");
  must(next_target('<' + target + ">; rel=\"prev\", </x>; rel=\"next\"") == "/x",
       "another relation is passed over");
  must(next_target('<' + target + ">; rel=\"prev\"").empty(), "another relation leads nowhere");
}

void check_value(std::string_view target) {
  const auto value = query_value(target, "after");
  if (value.empty())
    return;
  must(is_inside(value, target), "a value is a part of the target");
  must(value.find('&') == std::string_view::npos, "a value ends where the next begins");
  must(value.data() - target.data() >= 7 && std::string_view{value.data() - 6, 6} == "after=",
       "a value follows its name");
  must(value.data()[-7] == '?' || value.data()[-7] == '&', "a name begins where it begins");
}

void check_written_value(const std::string& value) {
  if (value.find('&') == std::string::npos)
    must(query_value("/products?limit=1&after=" + value, "after") == value, "a value is found");
}

} // namespace

/// Any bytes as the field, as a target and as a value of its query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{souk::fuzz::text_of(data, size)};
  check_target(text);
  check_written(text);
  check_value(text);
  check_written_value(text);
  return 0;
}
