#include "main/command_line.hpp"

#include "http/version.hpp"
#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "main/nearest_name.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace souk {

namespace {

/// The commands and options that may stand where the command line ends.
std::vector<std::string> known_words(const CLI::App& app) {
  auto chosen = app.get_subcommands();
  const auto& here = chosen.empty() ? app : *chosen.back();
  std::vector<std::string> result;
  for (auto* each : here.get_subcommands([](auto*) { return true; }))
    result.push_back(each->get_name());
  for (auto* each : here.get_options())
    result.push_back(each->get_name());
  return result;
}

/// Tells of the first word that is not understood; false if all are.
bool tell_unknown_word(const CLI::App& app) {
  const auto words = app.remaining(true);
  if (words.empty())
    return false;
  // CLI11 has a flag's value before its name.
  const auto flag =
    std::find_if(words.begin(), words.end(), [](auto& each) { return each.starts_with("-"); });
  const auto& word = flag == words.end() ? words.front() : *flag;
  const auto name = word.substr(0, word.find('='));
  const auto meant = nearest_name(name, known_words(app));
  std::cerr << "souk: " << word << " is not understood.";
  // A command takes what its program does not.
  if (meant == name)
    std::cerr << ' ' << name << " stands behind " << app.get_subcommands().back()->get_name()
              << '.';
  else if (!meant.empty())
    std::cerr << " Did you mean " << meant << '?';
  std::cerr << " Run with --help for what is.\n";
  return true;
}

} // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app{"souk: a shop in which every piece of state is owned by an actor", "souk"};
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of all commands");
  const auto named_version = "souk " + std::string{version};
  app.set_version_flag("--version", named_version, "Print the version and exit");
  action chosen;
  add_serve(app, chosen);
  add_config_commands(app, chosen);
  add_doctor(app, chosen);
  add_database_commands(app, chosen);
  add_product_commands(app, chosen);
  app.add_subcommand("version", "Print the version")->callback([&] {
    chosen = [&] {
      std::cout << named_version << '\n';
      return 0;
    };
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& err) {
    if (err.get_exit_code() != 0 && tell_unknown_word(app))
      return bad_usage;
    return app.exit(err) == 0 ? 0 : bad_usage;
  }
  try {
    const int code = chosen();
    // What served has served, whoever read what it printed.
    if (code == 0 && !app.got_subcommand("serve") && !std::cout.flush())
      throw std::runtime_error{"Cannot write the output."};
    return code;
  } catch (const std::exception& err) {
    std::cerr << "souk: " << err.what() << '\n';
    return 1;
  }
}

} // namespace souk
