#pragma once

#include "http/observe/logbook.hpp"
#include "http/server.hpp"

#include <optional>
#include <string>

namespace souk {

/// `souk serve`: the server and what is only the program's.
struct serve_options {
  server_options server = {};
  /// Where to write {"http": PORT} once the port answers, with {"admin": PORT} if there is one;
  /// empty: nowhere.
  std::string ports_file = {};
  log_level level = log_level::info;
  /// Nothing: lines for people if stderr is a terminal, otherwise JSON.
  std::optional<log_format> format = {};
};

/// Signals that `serve` waits for are blocked from here on; call it before any thread is started.
void block_signals();

/// Serves until SIGTERM or SIGINT, then drains; a second signal ends the process at once.
/// Returns the program's exit code: 0, or 1 with a line on stderr where the address cannot be had.
/// Throws what `server` throws where the shop cannot be opened.
int serve(const serve_options& options);

} // namespace souk
