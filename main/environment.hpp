#pragma once

#include "main/layer.hpp"

#include <string>

namespace souk {

/// What the variables of an environment say ("NAME=value", ended by a null) that begin with SOUK_.
/// One that is no option's is a fault; SOUK_CONFIG, which names the file, is left to others.
layer read_environment(const char* const* variables);

/// What SOUK_CONFIG says; empty: nothing.
std::string config_file_of_environment();

} // namespace souk
