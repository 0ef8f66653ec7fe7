#include "storage/migrations.hpp"

#include "storage/sqlite_values.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

extern "C" {
extern const char souk_asset_sqlite_0001_begin[], souk_asset_sqlite_0001_end[];
extern const char souk_asset_sqlite_0002_begin[], souk_asset_sqlite_0002_end[];
}

namespace souk {

namespace {

struct applied_step {
  std::string checksum;
  std::int64_t applied_at = 0;
};

class read_applied : public sql_statement {
public:
  explicit read_applied(sql_connection& on) : sql_statement(on) {
    out(version);
    out(checksum);
    out(applied_at);
    prepare("select version, checksum, applied_at from schema_migrations order by version");
  }

  int version = 0;
  std::string checksum;
  std::int64_t applied_at = 0;
};

class insert_applied : public sql_statement {
public:
  explicit insert_applied(sql_connection& on) : sql_statement(on) {
    in("version", version);
    in("name", name);
    in("checksum", checksum);
    in("applied_at", applied_at);
    prepare("insert into schema_migrations (version, name, checksum, applied_at) "
            "values (:version, :name, :checksum, :applied_at)");
  }

  int version = 0;
  std::string name;
  std::string checksum;
  std::int64_t applied_at = 0;
};

class read_parts : public sql_statement {
public:
  explicit read_parts(sql_connection& on) : sql_statement(on) {
    out(name);
    out(sql);
    // A table that was given another name has quotation marks around it.
    prepare("select type || ' ' || name, replace(sql, '\"', '') from sqlite_schema "
            "where sql is not null order by name");
  }

  std::string name;
  std::string sql;
};

std::map<std::string, std::string> parts_of(sql_connection& on) {
  std::map<std::string, std::string> result;
  read_parts read{on};
  read.for_each([&] { result[read.name] = read.sql; });
  return result;
}

/// FNV-1a, 64 bits: tells an edited file from the one that was applied; no guard against malice.
std::string checksum_of(std::string_view text) {
  std::uint64_t hash = 14'695'981'039'346'656'037u;
  for (char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
  return std::to_string(hash);
}

void begin_to_count(sql_connection& on) {
  on.run("create table if not exists schema_migrations (version integer primary key, "
         "name text not null, checksum text not null, applied_at integer not null) strict");
}

std::map<int, applied_step> applied_steps(sql_connection& on) {
  const auto tables = on.read_integer("select count(*) from sqlite_schema");
  const auto counted =
    on.read_integer("select count(*) from sqlite_schema where name = 'schema_migrations'");
  if (tables > 0 && counted == 0)
    throw std::runtime_error{"it is no shop of souk's: it has the tables of another program"};
  std::map<int, applied_step> result;
  if (counted == 0)
    return result;
  read_applied read{on};
  read.for_each([&] { result[read.version] = {read.checksum, read.applied_at}; });
  return result;
}

} // namespace

const std::vector<migration>& sqlite_migrations() {
  static const std::vector<migration> steps{
    {1, "shop", {souk_asset_sqlite_0001_begin, souk_asset_sqlite_0001_end}},
    {2, "events", {souk_asset_sqlite_0002_begin, souk_asset_sqlite_0002_end}},
  };
  return steps;
}

std::vector<migration_state> migration_states(sql_connection& on) {
  const auto applied = applied_steps(on);
  const auto& known = sqlite_migrations();
  const auto newest = applied.empty() ? 0 : applied.rbegin()->first;
  if (newest > known.back().version)
    throw std::runtime_error{"it has schema version " + std::to_string(newest)
                             + ", and this souk knows only " + std::to_string(known.back().version)
                             + ". Use the newer souk that wrote it"};
  std::vector<migration_state> result;
  for (auto& step : known) {
    auto found = applied.find(step.version);
    if (found == applied.end()) {
      result.push_back({step, std::nullopt});
      continue;
    }
    if (found->second.checksum != checksum_of(step.sql))
      throw std::runtime_error{"step " + std::to_string(step.version)
                               + " of its schema is not the one this souk knows. "
                                 "Use the souk that wrote it"};
    result.push_back({step, moment_of(found->second.applied_at)});
  }
  return result;
}

std::vector<std::string> missing_parts(sql_connection& on) {
  auto model = sql_connection::open_in_memory();
  for (auto& state : migration_states(on))
    if (state.applied_at)
      model.run(std::string{state.step.sql});
  const auto there = parts_of(on);
  std::vector<std::string> result;
  for (auto& [name, sql] : parts_of(model)) {
    const auto found = there.find(name);
    if (found == there.end() || found->second != sql)
      result.push_back(name);
  }
  return result;
}

int migrate(sql_connection& on, time_point now) {
  int count = 0;
  for (auto& state : migration_states(on)) {
    if (state.applied_at)
      continue;
    sql_transaction change{on};
    begin_to_count(on);
    on.run(std::string{state.step.sql});
    insert_applied insert{on};
    insert.version = state.step.version;
    insert.name = state.step.name;
    insert.checksum = checksum_of(state.step.sql);
    insert.applied_at = to_column(now);
    insert.run();
    change.commit();
    ++count;
  }
  return count;
}

} // namespace souk
