#pragma once

#include <string>
#include <vector>

namespace souk {

/// What somebody said about an option, not checked yet.
struct said_value {
  /// Of the option.
  std::string name = {};
  std::vector<std::string> texts = {};
  /// Where it was said: "--port", "SOUK_PORT", "souk.toml:3".
  std::string where = {};
};

/// What was said in one place: on the command line, in the environment, or in a file.
struct layer {
  std::vector<said_value> values = {};
  /// What could not be understood, each a line for the user.
  std::vector<std::string> faults = {};
};

} // namespace souk
