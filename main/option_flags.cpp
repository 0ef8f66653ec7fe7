#include "main/option_flags.hpp"

#include "main/config_file.hpp"
#include "main/environment.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <utility>

namespace souk {

namespace {

constexpr const char* hint = "Takes every option of souk serve: souk serve --help names them.";

constexpr const char* where_to_say =
  "Each option is also a variable and a key of souk.toml: --tls-key is SOUK_TLS_KEY in the\n"
  "environment, which wins over tls-key = \"FILE\" in the file; the command line wins over both.\n"
  "`souk config print` shows what is in effect, `souk doctor` whether it will work.";

/// "PORT=8080"
std::string text_in_help(const option& x) {
  std::string result = x.unit;
  const auto defaults = x.texts(default_options());
  if (!defaults.empty())
    result += "=" + defaults.front();
  if (x.kind == option_kind::list)
    result += " (repeatable)";
  return result;
}

CLI::Option* add(CLI::App& command, const option& x) {
  const auto& help = x.help;
  const auto name = flag_of(x.name);
  if (x.kind == option_kind::flag)
    return command.add_flag(name, help);
  auto* result = command.add_option(name, help)->option_text(text_in_help(x));
  if (x.kind == option_kind::list)
    result->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
  return result;
}

std::vector<layer> layers_below_flags(const std::optional<std::string>& config_file) {
  std::vector<layer> result;
  if (config_file)
    result.push_back(read_config_file(*config_file));
  result.push_back(read_environment(environ));
  return result;
}

} // namespace

option_flags::option_flags(CLI::App& command, options_in_help shown) {
  const bool is_shown = shown == options_in_help::all;
  const std::string help = "File with settings; souk.toml, if it is there";
  config_ = command.add_option("--config", help)->option_text("FILE");
  config_->group(is_shown ? option_groups().front().title : "");
  for (auto& group : option_groups())
    for (auto& each : group.options) {
      flags_.emplace_back(&each, add(command, each));
      flags_.back().second->group(is_shown ? group.title : "");
    }
  command.footer(is_shown ? where_to_say : hint);
}

std::optional<std::string> option_flags::config_file() const {
  return config_->count() > 0 ? config_->results().front() : usual_config_file();
}

layer option_flags::said() const {
  layer result;
  for (auto& [what, flag] : flags_)
    if (flag->count() > 0)
      result.values.push_back({what->name, flag->results(), flag_of(what->name)});
  return result;
}

configuration option_flags::configured() const {
  auto layers = layers_below_flags(config_file());
  layers.push_back(said());
  return configure(layers);
}

configuration configured_without_flags(const std::optional<std::string>& config_file) {
  return configure(layers_below_flags(config_file));
}

std::optional<std::string> usual_config_file() {
  if (auto named = config_file_of_environment(); !named.empty())
    return named;
  // A link that leads nowhere is there, too.
  const bool is_there =
    std::filesystem::exists(std::filesystem::symlink_status(default_config_file));
  return is_there ? std::optional<std::string>{default_config_file} : std::nullopt;
}

serve_options usual_options() {
  auto chosen = configured_without_flags(usual_config_file());
  if (!chosen.faults.empty())
    throw std::runtime_error{chosen.faults.front()};
  return std::move(chosen.options);
}

bool tell_faults(const std::vector<std::string>& faults) {
  for (auto& each : faults)
    std::cerr << "souk: " << each << '\n';
  return !faults.empty();
}

} // namespace souk
