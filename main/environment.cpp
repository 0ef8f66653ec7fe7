#include "main/environment.hpp"

#include "main/nearest_name.hpp"
#include "main/option.hpp"

#include <cstdlib>
#include <sstream>
#include <string_view>

namespace souk {

namespace {

const std::string config_variable = variable_of("config");

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream parts{text};
  for (std::string part; std::getline(parts, part, ',');)
    result.push_back(part);
  return result;
}

/// Kubernetes tells every container of the services around it; one named souk gives it SOUK_PORT.
/// Source: Kubernetes documentation, Services, Environment variables.
bool is_of_kubernetes(std::string_view name, std::string_view value) {
  return name.starts_with("SOUK_SERVICE_") || name.starts_with("SOUK_PORT_")
         || (name == "SOUK_PORT" && value.find("://") != std::string_view::npos);
}

std::string unknown_variable(const std::string& name) {
  std::vector<std::string> names{config_variable};
  for (auto& each : all_options())
    names.push_back(variable_of(each.name));
  const auto nearest = nearest_name(name, names);
  return "unknown variable " + name + " in the environment."
         + (nearest.empty() ? " `souk config print` shows all settings."
                            : " Did you mean " + nearest + "?");
}

const option* option_of_variable(const std::string& name) {
  for (auto& each : all_options())
    if (variable_of(each.name) == name)
      return &each;
  return nullptr;
}

} // namespace

layer read_environment(const char* const* variables) {
  layer result;
  for (; *variables != nullptr; ++variables) {
    const std::string_view variable{*variables};
    const auto equals = variable.find('=');
    if (!variable.starts_with("SOUK_") || equals == std::string_view::npos)
      continue;
    const std::string name{variable.substr(0, equals)};
    const std::string value{variable.substr(equals + 1)};
    if (name == config_variable)
      continue;
    if (is_of_kubernetes(name, value))
      result.faults.push_back(name
                              + " was set by Kubernetes for a service named souk. Set "
                                "enableServiceLinks: false, or name the service otherwise.");
    else if (auto* known = option_of_variable(name))
      result.values.push_back(
        {known->name,
         known->kind == option_kind::list ? split_at_commas(value) : std::vector{value}, name});
    else
      result.faults.push_back(unknown_variable(name));
  }
  return result;
}

std::string config_file_of_environment() {
  const char* value = std::getenv(config_variable.c_str());
  return value == nullptr ? "" : value;
}

} // namespace souk
