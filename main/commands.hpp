#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace souk {

/// What the chosen command does; returns the program's exit code. Throws std::exception with a line
/// for the user where it could not be done.
using action = std::function<int()>;

// Each adds commands to the program, and sets `chosen` when one of them is on the command line.

/// serve
void add_serve(CLI::App& app, action& chosen);

/// config print, config check
void add_config_commands(CLI::App& app, action& chosen);

/// doctor
void add_doctor(CLI::App& app, action& chosen);

/// check, backup, restore, migrate
void add_database_commands(CLI::App& app, action& chosen);

/// export, import
void add_product_commands(CLI::App& app, action& chosen);

} // namespace souk
