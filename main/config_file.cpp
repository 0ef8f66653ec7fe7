#include "main/config_file.hpp"

#include "main/nearest_name.hpp"
#include "main/option.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>

namespace souk {

namespace {

using texts = std::vector<std::string>;

std::string decimal_text(double number) {
  std::array<char, 400> digits;
  const auto end =
    std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

std::optional<texts> texts_of_list(const toml::node& value) {
  if (auto one = value.value_exact<std::string>())
    return texts{*one};
  if (!value.is_array())
    return std::nullopt;
  texts result;
  for (auto& each : *value.as_array()) {
    auto text = each.value_exact<std::string>();
    if (!text)
      return std::nullopt;
    result.push_back(std::move(*text));
  }
  return result;
}

/// Nothing: the value has another type than the option.
std::optional<texts> texts_of(const toml::node& value, option_kind kind) {
  switch (kind) {
    case option_kind::text:
      if (auto text = value.value_exact<std::string>())
        return texts{*text};
      return std::nullopt;
    case option_kind::decimal:
      if (auto number = value.value_exact<double>())
        return texts{decimal_text(*number)};
      return texts_of(value, option_kind::whole);
    case option_kind::whole:
      if (auto number = value.value_exact<std::int64_t>())
        return texts{std::to_string(*number)};
      return std::nullopt;
    case option_kind::flag:
      if (auto flag = value.value_exact<bool>())
        return texts{*flag ? "true" : "false"};
      return std::nullopt;
    case option_kind::list:
      return texts_of_list(value);
  }
  return std::nullopt;
}

const char* type_of(option_kind kind) {
  switch (kind) {
    case option_kind::text:
      return "a string, in quotation marks";
    case option_kind::whole:
      return "a whole number, without quotation marks";
    case option_kind::decimal:
      return "a number, without quotation marks";
    case option_kind::flag:
      return "true or false, without quotation marks";
    case option_kind::list:
      return "a list of strings, as in [\"a\", \"b\"]";
  }
  return "";
}

std::string unknown_key(const std::string& key) {
  std::vector<std::string> names;
  for (auto& each : all_options())
    names.push_back(each.name);
  const auto nearest = nearest_name(key, names);
  return "unknown key `" + key + "`."
         + (nearest.empty() ? " `souk config print` shows all keys."
                            : " Did you mean `" + nearest + "`?");
}

std::string wrong_type(const option& known) {
  return ": `" + known.name + "` must be " + type_of(known.kind) + ".";
}

layer read_table(const toml::table& table, const std::string& file) {
  layer result;
  for (auto&& [key, value] : table) {
    const std::string name{key.str()};
    const auto where = file + ":" + std::to_string(key.source().begin.line);
    const auto* known = find_option(name);
    if (known == nullptr)
      result.faults.push_back(where + ": " + unknown_key(name));
    else if (auto found = texts_of(value, known->kind))
      result.values.push_back({name, std::move(*found), where});
    else
      result.faults.push_back(where + wrong_type(*known));
  }
  return result;
}

/// The line that a fault begins with: TOML keeps its keys sorted, a reader goes down the file.
std::size_t line_of(const std::string& fault, const std::string& file) {
  std::size_t line = 0;
  std::from_chars(fault.data() + file.size() + 1, fault.data() + fault.size(), line);
  return line;
}

} // namespace

layer read_config(const std::string& text, const std::string& file) {
  if (text.size() > config_bytes_max)
    return {{},
            {file + ": a configuration must not have more than " + std::to_string(config_bytes_max)
             + " bytes."}};
  try {
    auto result = read_table(toml::parse(std::string_view{text}, std::string_view{file}), file);
    std::stable_sort(result.faults.begin(), result.faults.end(),
                     [&](auto& a, auto& b) { return line_of(a, file) < line_of(b, file); });
    return result;
  } catch (const toml::parse_error& err) {
    return {{},
            {file + ":" + std::to_string(err.source().begin.line) + ": this is no TOML. "
             + std::string{err.description()} + "."}};
  }
}

layer read_config_file(const std::string& file) {
  if (file.empty())
    return {{}, {"The name of the configuration is empty. Name a file, or none at all."}};
  std::ifstream in;
  // A folder can be opened, and throws when it is read.
  if (!std::filesystem::is_directory(file))
    in.open(file, std::ios::binary);
  if (!in.is_open())
    return {{}, {"Cannot read the configuration " + file + ". Check its name and permissions."}};
  std::string text(config_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return read_config(text, file);
}

} // namespace souk
