#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/config_text.hpp"
#include "main/option_flags.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace souk {

namespace {

int print(const option_flags& flags) {
  const auto chosen = flags.configured();
  if (tell_faults(chosen.faults))
    return bad_usage;
  std::cout << config_text(chosen);
  return 0;
}

int check_config(const std::optional<std::string>& named) {
  const auto file = named ? named : usual_config_file();
  const auto chosen = configured_without_flags(file);
  if (tell_faults(chosen.faults))
    return 1;
  std::cout << file.value_or("There is no souk.toml here; the environment") << " is sound. "
            << said_text(chosen) << '\n';
  return 0;
}

} // namespace

void add_config_commands(CLI::App& app, action& chosen) {
  auto* config = app.add_subcommand("config", "Show or check the settings of souk serve");
  config->require_subcommand(1);

  auto* printing = config->add_subcommand(
    "print", "Show every setting and where it was said, as a souk.toml with comments");
  auto flags = std::make_shared<option_flags>(*printing, options_in_help::hinted);
  printing->callback([flags, &chosen] { chosen = [flags] { return print(*flags); }; });

  auto* checking =
    config->add_subcommand("check", "Name every fault of a file and the environment");
  auto file = std::make_shared<std::optional<std::string>>();
  checking->add_option("FILE", *file,
                       "The file; souk.toml if it is there, or what SOUK_CONFIG says");
  checking->callback([file, &chosen] { chosen = [file] { return check_config(*file); }; });
}

} // namespace souk
