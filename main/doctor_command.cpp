#include "main/commands.hpp"
#include "main/judge.hpp"
#include "main/option_flags.hpp"
#include "storage/database.hpp"
#include "storage/shop_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

namespace souk {

namespace {

finding look_at_schema(const std::string& file) {
  try {
    if (!std::filesystem::exists(file))
      return judge_schema(file, std::nullopt);
    return judge_schema(file, shop_migrations(file));
  } catch (const std::exception& err) {
    return {verdict::fail, "database", err.what(),
            "souk check " + file + " tells more; souk restore makes a shop of a backup."};
  }
}

/// Tells what it learns of the disk, too.
std::vector<finding> look_at_database(const std::string& name, disk_facts& disk) {
  std::string file;
  try {
    file = file_of_database(name);
  } catch (const std::runtime_error& err) {
    return {{verdict::fail, "database", err.what(), "Name another with --database."}};
  }
  if (file.empty())
    return {{verdict::ok, "database", "It is in memory only, and gone when souk ends.", ""}};
  disk = disk_of(file);
  return {judge_disk(disk), look_at_schema(file)};
}

finding look_at_address(const std::string& what, const std::string& host, int port) {
  return judge_address(what, host, port, fault_of_address(host, port));
}

std::vector<finding> look(const configuration& chosen) {
  auto& server = chosen.options.server;
  auto result = judge_settings(chosen);
  result.push_back(judge_open_files(open_files_max(), server.edge.limits.connections_max));
  disk_facts disk;
  for (auto& each : look_at_database(server.database, disk))
    result.push_back(std::move(each));
  result.push_back(look_at_address("port", server.host, server.port));
  if (server.admin.port >= 0)
    result.push_back(look_at_address("admin port", server.admin.host, server.admin.port));
  const auto now = std::chrono::system_clock::now();
  if (server.edge.tls.is_set() && !server.edge.tls.key.empty())
    result.push_back(judge_certificate(certificate_of(server.edge.tls), now));
  result.push_back(judge_clock(now, is_clock_synchronized(), disk.changed_at));
  return result;
}

int diagnose(const option_flags& flags) {
  const auto findings = look(flags.configured());
  for (auto& each : findings)
    std::cout << text_of(each);
  const auto failures = std::count_if(findings.begin(), findings.end(), [](const finding& each) {
    return each.how == verdict::fail;
  });
  std::cout << (failures == 0 ? "souk can be served.\n"
                              : "souk cannot be served well: see what says FAIL.\n");
  return failures == 0 ? 0 : 1;
}

} // namespace

void add_doctor(CLI::App& app, action& chosen) {
  auto* command = app.add_subcommand("doctor", "Check whether souk serve will work here");
  auto flags = std::make_shared<option_flags>(*command, options_in_help::hinted);
  command->callback([flags, &chosen] { chosen = [flags] { return diagnose(*flags); }; });
}

} // namespace souk
