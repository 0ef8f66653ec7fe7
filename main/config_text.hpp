#pragma once

#include "main/configuration.hpp"

#include <string>

namespace souk {

/// A basic string of TOML, in quotation marks.
std::string toml_string(const std::string& text);

/// Which settings are not the default, and where that was said; a sentence.
std::string said_text(const configuration& chosen);

/// Every setting as a line of a souk.toml, with where it was said.
std::string config_text(const configuration& chosen);

} // namespace souk
