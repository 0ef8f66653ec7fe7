#pragma once

#include "http/server.hpp"

#include <string>

namespace souk {

/// `souk serve`: the server and what is only the program's.
struct serve_options {
  server_options server = {};
  /// Where to write {"http": PORT} once the port answers, with {"admin": PORT} if there is one;
  /// empty: nowhere.
  std::string ports_file = {};
  /// How much is told on stderr: off, error, warn, info or debug.
  std::string log_level = "info";
  /// text, json, or auto: JSON unless stderr is a terminal.
  std::string log_format = "auto";
};

/// Signals that `serve` waits for are blocked from here on; call it before any thread is started.
void block_signals();

/// Serves until SIGTERM or SIGINT, then drains; a second signal ends the process at once.
/// Returns the program's exit code: 0, or 1 with a line on stderr where the database cannot be
/// read. Throws what `server` throws, and std::runtime_error with a line for the user where the
/// ports file cannot be written.
int serve(const serve_options& options);

} // namespace souk
