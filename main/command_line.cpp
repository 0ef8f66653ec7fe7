#include "main/command_line.hpp"

#include "http/version.hpp"
#include "main/arguments.hpp"
#include "main/commands.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace souk {

int run_command_line(int argc, char** argv) {
  CLI::App app{"souk: a shop in which every piece of state is owned by an actor", "souk"};
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of all commands");
  action chosen;
  add_serve(app, chosen);
  add_config_commands(app, chosen);
  add_doctor(app, chosen);
  add_database_commands(app, chosen);
  add_product_commands(app, chosen);
  app.add_subcommand("version", "Print the version")->callback([&chosen] {
    chosen = [] {
      std::cout << "souk " << version << '\n';
      return 0;
    };
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& err) {
    return app.exit(err) == 0 ? 0 : bad_usage;
  }
  try {
    return chosen();
  } catch (const std::exception& err) {
    std::cerr << "souk: " << err.what() << '\n';
    return 1;
  }
}

} // namespace souk
