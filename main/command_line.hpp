#pragma once

namespace souk {

/// Does what the arguments of the program say; returns its exit code.
int run_command_line(int argc, char** argv);

} // namespace souk
