#pragma once

#include "main/configuration.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace souk {

/// Whether the help of a command names all options, or says that `souk serve --help` does.
enum class options_in_help { all, hinted };

/// The options of `souk serve` on a command's line.
class option_flags {
public:
  /// The command must outlive this object.
  option_flags(CLI::App& command, options_in_help shown);

  /// The file that --config or SOUK_CONFIG names, or souk.toml if there is one.
  std::optional<std::string> config_file() const;

  /// The command line over the environment of this process over the file.
  configuration configured() const;

private:
  layer said() const;

  CLI::Option* config_ = nullptr;
  std::vector<std::pair<const option*, CLI::Option*>> flags_ = {};
};

/// What the file, if one is named, and the environment of this process say.
configuration configured_without_flags(const std::optional<std::string>& config_file);

/// The file that is read if the command line names none.
std::optional<std::string> usual_config_file();

/// What souk serve would go by here without flags. Throws std::runtime_error with a line for the
/// user where it would refuse to.
serve_options usual_options();

/// Writes each fault to stderr; returns whether there is one.
bool tell_faults(const std::vector<std::string>& faults);

} // namespace souk
