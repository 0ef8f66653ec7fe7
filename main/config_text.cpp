#include "main/config_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace souk {

namespace {

/// "port = 8080"; of what is not set, a comment.
std::string assignment(const setting& x) {
  auto& option = *x.what;
  std::string values;
  switch (option.kind) {
    case option_kind::list:
      for (auto& each : x.texts)
        values += (values.empty() ? "" : ", ") + toml_string(each);
      values = "[" + values + "]";
      break;
    case option_kind::text:
      values = x.texts.empty() ? "" : toml_string(x.texts.front());
      break;
    case option_kind::whole:
    case option_kind::decimal:
    case option_kind::flag:
      values = x.texts.empty() ? "" : x.texts.front();
      break;
  }
  return values.empty() ? "# " + option.name + " is not set" : option.name + " = " + values;
}

} // namespace

std::string toml_string(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      std::array<char, 8> escape;
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      result += escape.data();
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string said_text(const configuration& chosen) {
  const auto usual = default_options();
  std::string result;
  for (auto& each : chosen.settings)
    if (each.texts != each.what->texts(usual))
      result += (result.empty() ? "" : ", ") + each.what->name + " (" + each.where + ")";
  return result.empty() ? "All settings are the default." : "Not the default: " + result + ".";
}

std::string config_text(const configuration& chosen) {
  // A long value pushes only its own comment out of the column.
  constexpr std::size_t comment_column = 40;
  std::string result;
  auto next = chosen.settings.begin();
  for (auto& group : option_groups()) {
    result += (result.empty() ? "# " : "\n# ") + group.title + '\n';
    for (std::size_t i = 0; i < group.options.size(); ++i, ++next) {
      auto line = assignment(*next);
      if (!line.starts_with('#')) {
        line.resize(std::max(line.size(), comment_column), ' ');
        line += " # " + next->where;
      }
      result += line + '\n';
    }
  }
  return result;
}

} // namespace souk
