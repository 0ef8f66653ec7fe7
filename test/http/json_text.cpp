#include "test/http/json_text.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <stdexcept>

namespace souk::test {

namespace {

using json = nlohmann::ordered_json;

/// Refuses a name that an object has twice, which nlohmann/json lets pass.
class name_checker {
public:
  bool operator()(int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start)
      open_.emplace_back();
    else if (event == json::parse_event_t::object_end)
      open_.pop_back();
    else if (event == json::parse_event_t::key
             && !open_.back().insert(parsed.get<std::string>()).second)
      throw std::runtime_error{"a name twice: " + parsed.dump()};
    return true;
  }

private:
  std::vector<std::set<std::string>> open_;
};

void collect(const json& value, std::string_view name, std::vector<std::string>& into) {
  if (value.is_object())
    for (auto& [key, member] : value.items())
      if (key == name && member.is_string())
        into.push_back(member.get<std::string>());
  if (value.is_structured())
    for (auto& element : value)
      collect(element, name, into);
}

} // namespace

struct json_text::parts {
  json value;

  const json& at(std::string_view pointer) const {
    try {
      return value.at(json::json_pointer{std::string{pointer}});
    } catch (const json::exception&) {
      throw std::runtime_error{"no " + std::string{pointer} + " in " + value.dump()};
    }
  }
};

json_text::json_text(std::string_view text) {
  try {
    name_checker checker;
    parts_ = std::make_shared<parts>(parts{json::parse(text, std::ref(checker))});
  } catch (const json::exception& fault) {
    throw std::runtime_error{std::string{fault.what()} + " in " + std::string{text}};
  }
}

bool json_text::has(std::string_view pointer) const {
  return parts_->value.contains(json::json_pointer{std::string{pointer}});
}

std::string json_text::at(std::string_view pointer) const {
  return parts_->at(pointer).dump();
}

std::string json_text::text(std::string_view pointer) const {
  auto& found = parts_->at(pointer);
  if (!found.is_string())
    throw std::runtime_error{std::string{pointer} + " is no string: " + found.dump()};
  return found.get<std::string>();
}

std::vector<std::string> json_text::names(std::string_view pointer) const {
  auto& found = parts_->at(pointer);
  if (!found.is_object())
    throw std::runtime_error{std::string{pointer} + " is no object: " + found.dump()};
  std::vector<std::string> result;
  for (auto& member : found.items())
    result.push_back(member.key());
  return result;
}

std::size_t json_text::size(std::string_view pointer) const {
  return parts_->at(pointer).size();
}

std::vector<std::string> json_text::texts_named(std::string_view name) const {
  std::vector<std::string> result;
  collect(parts_->value, name, result);
  return result;
}

std::string pointer_step(std::string_view name) {
  std::string result = "/";
  for (char c : name)
    result += c == '~' ? "~0" : c == '/' ? "~1" : std::string{c};
  return result;
}

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (auto& name : names)
    result += (result.empty() ? "" : " ") + name;
  return result;
}

} // namespace souk::test
