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
    // The patterns there are: that of a currency, and that of a user id.
    constexpr std::string_view extra = "._@:-";
    const bool is_currency = schema.value("pattern", "") == "^[A-Z]{3}$";
    bool is_plain = std::all_of(text.begin(), text.end(), [extra, is_currency](char c) {
      const bool is_in_any =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || extra.find(c) != std::string_view::npos;
      return (c >= 'A' && c <= 'Z') || (is_in_any && !is_currency);
    });
    is_plain = is_plain && (!is_currency || text.size() == 3);
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
    auto has_all = [&object](const json& names) {
      return std::all_of(names.begin(), names.end(), [&](auto& name) {
        return object.contains(name.template get<std::string>());
      });
    };
    const auto dependent = schema.value("dependentRequired", json::object());
    for (auto& [name, names] : dependent.items())
      if (object.contains(name) && !has_all(names))
        return false;
    return has_all(schema.value("required", json::array()));
  }
};

} // namespace souk::fuzz
