#include "main/commands.hpp"
#include "main/judge.hpp"
#include "main/option_flags.hpp"
#include "main/ports_file.hpp"
#include "storage/database.hpp"
#include "storage/file_lock.hpp"
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

/// As souk serve would open it.
std::vector<finding> look_at_shop(const std::string& file, currency unit) {
  try {
    if (!std::filesystem::exists(file))
      return {judge_schema(file, std::nullopt)};
    const auto states = shop_migrations(file);
    std::vector<finding> result{judge_schema(file, states)};
    // In an empty file, souk serve makes a shop.
    if (states.front().applied_at)
      result.push_back(judge_prices(unit, products_of_shop(file)));
    return result;
  } catch (const std::exception& err) {
    return {{verdict::fail, "database", err.what(),
             "souk check " + file + " tells more; souk restore makes a shop of a backup."}};
  }
}

/// Whether another souk has it. Nothing: none has.
std::optional<finding> look_at_lock(const std::string& file) {
  const std::string what = "file lock";
  try {
    if (!is_in_use(file))
      return std::nullopt;
    return finding{verdict::warn, what, file + " is in use by another souk.",
                   "Stop that one before souk serve opens it. If that is the shop itself, all is "
                   "well."};
  } catch (const std::runtime_error& err) {
    return finding{verdict::fail, what, err.what(),
                   "Give the lock file beside it to the user that runs souk."};
  }
}

/// Tells what it learns of the disk, too.
std::vector<finding> look_at_database(const server_options& server, disk_facts& disk) {
  const auto file = file_of_database(server.database);
  if (file.empty())
    return {{verdict::ok, "database", "It is in memory only, and gone when souk ends.", ""}};
  disk = disk_of(file);
  std::vector<finding> result{judge_disk(disk)};
  for (auto& each : look_at_shop(file, server.shop.unit))
    result.push_back(std::move(each));
  if (auto lock = look_at_lock(file))
    result.push_back(std::move(*lock));
  return result;
}

finding look_at_address(const asked_address& asked) {
  return judge_address(asked, fault_of_address(asked.host, asked.port));
}

std::vector<finding> look(const configuration& chosen) {
  auto& server = chosen.options.server;
  auto result = judge_settings(chosen);
  result.push_back(judge_open_files(open_files_max(), server.edge.limits.connections_max));
  disk_facts disk;
  for (auto& each : look_at_database(server, disk))
    result.push_back(std::move(each));
  result.push_back(look_at_address({"port", server.host, server.port, "--host and --port"}));
  if (server.admin.port >= 0)
    result.push_back(look_at_address(
      {"admin port", server.admin.host, server.admin.port, "--admin-host and --admin-port"}));
  if (auto& file = chosen.options.ports_file; !file.empty())
    result.push_back(judge_ports_file(file, fault_of_ports_file(file)));
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
