#include "main/arguments.hpp"
#include "main/commands.hpp"
#include "storage/shop_file.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>
#include <memory>

namespace souk {

namespace {

void show_progress(int done, int all) {
  if (isatty(STDERR_FILENO) != 0)
    std::cerr << '\r' << done << " of " << all << " pages" << (done == all ? "\n" : "");
}

int check_database(const std::string& file) {
  int broken = 0;
  for (auto& each : check_shop(file)) {
    std::cout << (each.broken == 0 ? "ok      " : "BROKEN  ") << each.rule << " (" << each.rows
              << " checked)\n";
    for (auto& example : each.examples)
      std::cout << "          " << example << '\n';
    broken += each.broken == 0 ? 0 : 1;
  }
  std::cout << (broken == 0 ? "The shop is sound." : "The shop is damaged.") << std::endl;
  return broken == 0 ? 0 : 1;
}

int back_up(const std::string& database, const std::string& file) {
  copy_shop(database, file, show_progress);
  std::cout << "The shop of " << database << " is in " << file << " now.\n";
  return 0;
}

int restore(const std::string& file, const std::string& database) {
  must_be_new(database);
  if (check_database(file) != 0)
    return 1;
  restore_shop(file, database, show_progress);
  std::cout << "The shop of " << file << " is in " << database << " now.\n";
  return 0;
}

void show(const std::vector<migration_state>& states) {
  for (auto& each : states)
    std::cout << (each.applied_at ? "applied  " : "missing  ") << each.step.version << ' '
              << each.step.name << '\n';
}

int show_migrations(const std::string& database) {
  show(shop_migrations(database));
  return 0;
}

int migrate_up(const std::string& database) {
  const int steps = migrate_shop(database);
  show(shop_migrations(database));
  std::cout << steps << (steps == 1 ? " step was taken.\n" : " steps were taken.\n");
  return 0;
}

/// The names of files on the command line.
struct files {
  /// Empty: what the settings say.
  std::string database;
  std::string file;
};

void add(CLI::App* sub, action& chosen, const std::shared_ptr<files>& given,
         int (*run)(const files&)) {
  sub->callback([&chosen, given, run] { chosen = [given, run] { return run(*given); }; });
}

void take_database(CLI::App* sub, files& given) {
  sub->add_option("--database", given.database,
                  "File the shop is kept in; else what serve would open");
}

} // namespace

void add_database_commands(CLI::App& app, action& chosen) {
  auto given = std::make_shared<files>();

  auto* checking = app.add_subcommand("check", "Check every rule of a shop's database");
  checking->add_option("FILE", given->file, "The database; it may be in use")->required();
  add(checking, chosen, given, [](const files& x) { return check_database(x.file); });

  auto* backing_up = app.add_subcommand("backup", "Copy a shop, which may be in use, into a file");
  backing_up->add_option("FILE", given->file, "The new file")->required();
  take_database(backing_up, *given);
  add(backing_up, chosen, given,
      [](const files& x) { return back_up(file_of_shop(x.database), x.file); });

  auto* restoring = app.add_subcommand("restore", "Make a shop of a backup");
  restoring->add_option("FILE", given->file, "The backup; it is checked first")->required();
  take_database(restoring, *given);
  add(restoring, chosen, given,
      [](const files& x) { return restore(x.file, file_of_shop(x.database)); });

  auto* migrating = app.add_subcommand("migrate", "Show or take the steps of the schema");
  migrating->require_subcommand(1);
  auto* status = migrating->add_subcommand("status", "Show which steps a database has taken");
  take_database(status, *given);
  add(status, chosen, given,
      [](const files& x) { return show_migrations(file_of_shop(x.database)); });
  auto* up = migrating->add_subcommand("up", "Take the steps that are missing, as serve would");
  take_database(up, *given);
  add(up, chosen, given, [](const files& x) { return migrate_up(file_of_shop(x.database)); });
}

} // namespace souk
