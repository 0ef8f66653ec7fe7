#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/option_flags.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace souk {

namespace {

int serve_as_told(const option_flags& flags) {
  const auto chosen = flags.configured();
  if (tell_faults(chosen.faults))
    return bad_usage;
  block_signals();
  return serve(chosen.options);
}

} // namespace

void add_serve(CLI::App& app, action& chosen) {
  auto* command = app.add_subcommand("serve", "Serve the shop over HTTP until SIGTERM or Ctrl-C");
  auto flags = std::make_shared<option_flags>(*command, options_in_help::all);
  command->callback([flags, &chosen] { chosen = [flags] { return serve_as_told(*flags); }; });
}

} // namespace souk
