#pragma once

#include "http/schemas.hpp"
#include "messages/utf8.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace souk::fuzz {

/// Whether a value keeps to a JSON Schema, as far as the schemas of our bodies go: the words that
/// stand in them, and no others.
class schema_check {
public:
  using json = nlohmann::json;

  static bool accepts(std::string_view name, const json& value) {
    return keeps(schemas().at(std::string{name}), value);
  }

  static bool knows(std::string_view name, const std::string& member) {
    return schemas().at(std::string{name}).at("properties").contains(member);
  }

private:
  static const json& schemas() {
    static const json all = json::parse(schemas_text());
    return all;
  }

  static bool keeps(const json& schema, const json& value) {
    const auto& type = schema.at("type");
    const bool has_type = type.is_array() ? std::any_of(type.begin(), type.end(),
                                                        [&](auto& each) { return is(each, value); })
                                          : is(type, value);
    return has_type && (!value.is_string() || keeps_text(schema, value.get<std::string>()))
           && (!value.is_number() || keeps_range(schema, value))
           && (!value.is_object() || keeps_members(schema, value))
           && (!schema.contains("enum") || contains(schema["enum"], value));
  }

  static bool is(const std::string& type, const json& value) {
    return (type == "object" && value.is_object()) || (type == "string" && value.is_string())
           || (type == "number" && value.is_number()) || (type == "null" && value.is_null())
           || (type == "integer" && value.is_number_integer());
  }

  static bool contains(const json& list, const json& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  static bool keeps_text(const json& schema, const std::string& text) {
    // The one pattern there is: that of a user id.
    constexpr std::string_view extra = "._@:-";
    const bool is_plain = std::all_of(text.begin(), text.end(), [extra](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
             || extra.find(c) != std::string_view::npos;
    });
    return utf8_length(text) >= schema.value("minLength", std::size_t{0})
           && utf8_length(text) <= schema.value("maxLength", text.size())
           && (!schema.contains("pattern") || is_plain);
  }

  static bool keeps_range(const json& schema, const json& number) {
    return (!schema.contains("minimum") || number >= schema["minimum"])
           && (!schema.contains("maximum") || number <= schema["maximum"]);
  }

  static bool keeps_members(const json& schema, const json& object) {
    const auto& properties = schema.at("properties");
    for (auto& [name, value] : object.items())
      if (!properties.contains(name) || !keeps(properties[name], value))
        return false;
    const auto required = schema.value("required", json::array());
    return std::all_of(required.begin(), required.end(), [&](auto& name) {
      return object.contains(name.template get<std::string>());
    });
  }
};

} // namespace souk::fuzz
