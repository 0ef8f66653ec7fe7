#pragma once

#include "main/configuration.hpp"
#include "main/finding.hpp"
#include "main/machine.hpp"
#include "storage/migration.hpp"

#include <optional>
#include <string>
#include <vector>

/// What `souk doctor` makes of facts. Pure: the time is an argument.

namespace souk {

/// One for each fault, or one that says which settings are not the default.
std::vector<finding> judge_settings(const configuration& chosen);

/// `connections_max` 0: the usual number. Source: http/edge/open_files.hpp.
finding judge_open_files(std::uint64_t files_max, std::size_t connections_max);

finding judge_disk(const disk_facts& disk);

/// `states`: of the schema; nothing: there is no file yet.
finding judge_schema(const std::string& file,
                     const std::optional<std::vector<migration_state>>& states);

/// `fault`: why nobody can listen there.
finding judge_address(const std::string& what, const std::string& host, int port,
                      const std::string& fault);

finding judge_certificate(const certificate_facts& certificate, wall_time now);

/// `database_changed_at`: the last time that somebody's clock has left behind.
finding judge_clock(wall_time now, std::optional<bool> is_synchronized,
                    std::optional<wall_time> database_changed_at);

/// What is printed of a finding, with its line end.
std::string text_of(const finding& x);

} // namespace souk
