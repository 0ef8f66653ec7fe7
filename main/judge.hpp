#pragma once

#include "main/configuration.hpp"
#include "main/finding.hpp"
#include "main/machine.hpp"
#include "messages/product.hpp"
#include "storage/migration.hpp"

#include <optional>
#include <string>
#include <system_error>
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

/// What is to be listened on.
struct asked_address {
  /// "port", "admin port"
  std::string what = {};
  std::string host = {};
  int port = 0;
  /// That name another: "--host and --port".
  std::string options = {};
};

/// `fault`: why nobody can listen there, by its number in errno.
finding judge_address(const asked_address& asked, const std::error_code& fault);

/// `fault`: why it cannot be written, a sentence.
finding judge_ports_file(const std::string& file, const std::string& fault);

/// Whether a shop with these products can be served in that currency.
finding judge_prices(currency unit, const std::vector<product_ptr>& products);

finding judge_certificate(const certificate_facts& certificate, time_point now);

/// `database_changed_at`: the last time that somebody's clock has left behind.
finding judge_clock(time_point now, std::optional<bool> is_synchronized,
                    std::optional<time_point> database_changed_at);

/// What is printed of a finding, with its line end.
std::string text_of(const finding& x);

} // namespace souk
