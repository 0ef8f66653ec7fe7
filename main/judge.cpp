#include "main/judge.hpp"

#include "http/edge/open_files.hpp"
#include "main/config_text.hpp"
#include "storage/shop_currency.hpp"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <stdexcept>

namespace souk {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mib = std::uint64_t{1024} * 1024;

/// "2026-03-01 12:00:00 UTC"
std::string date_text(std::chrono::sys_seconds time) {
  const std::time_t seconds = time.time_since_epoch().count();
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::string result(40, '\0');
  result.resize(std::strftime(result.data(), result.size(), "%Y-%m-%d %H:%M:%S UTC", &parts));
  return result;
}

std::string date_text(time_point time) {
  return date_text(std::chrono::floor<std::chrono::seconds>(time));
}

std::string days_text(std::chrono::seconds time) {
  const auto days = std::chrono::duration_cast<std::chrono::hours>(time).count() / 24;
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

/// `otherwise`: how to have another address, a clause.
std::string advice_on(int address_fault, const std::string& otherwise) {
  switch (address_fault) {
    case EADDRINUSE:
      return "Stop what listens there, or " + otherwise + ". If that is souk itself, all is well.";
    case EACCES:
      return "A port below 1024 needs CAP_NET_BIND_SERVICE: give it to souk, or " + otherwise + ".";
    case EADDRNOTAVAIL:
      return "This machine has no such address: " + otherwise + ".";
    default:
      return "Look after that, or " + otherwise + ".";
  }
}

} // namespace

std::vector<finding> judge_settings(const configuration& chosen) {
  const std::string what = "settings";
  std::vector<finding> result;
  for (auto& each : chosen.faults)
    result.push_back({verdict::fail, what, each, ""});
  if (!result.empty())
    return result;
  return {{verdict::ok, what, said_text(chosen), ""}};
}

finding judge_open_files(std::uint64_t files_max, std::size_t connections_max) {
  constexpr std::size_t few_connections = 1'000;
  const auto room = connections_within(files_max);
  finding result{verdict::ok, "open files",
                 "At most " + std::to_string(files_max) + " may be open, so that "
                   + std::to_string(room) + " connections fit.",
                 ""};
  const auto wanted = connections_max > 0 ? connections_max : few_connections;
  if (room >= wanted)
    return result;
  result.how = connections_max > 0 ? verdict::fail : verdict::warn;
  result.advice = "Raise the limit to "
                  + std::to_string(files_for(connections_max > 0 ? wanted : usual_connections))
                  + " (ulimit -n, or LimitNOFILE= of systemd)"
                  + (connections_max > 0 ? ", or lower --connections." : ".");
  return result;
}

finding judge_disk(const disk_facts& disk) {
  constexpr std::uint64_t little = 1024 * mib;
  constexpr std::uint64_t too_little = 64 * mib;
  const std::string what = "disk";
  if (!disk.is_folder)
    return {verdict::fail, what, "There is no folder " + disk.folder + ".",
            "Make it, or choose another --database."};
  if (!disk.is_writable)
    return {verdict::fail, what, "The database in " + disk.folder + " cannot be written.",
            "Give the folder and its files to the user that runs souk."};
  finding result{verdict::ok, what,
                 std::to_string(disk.free_bytes / mib) + " MiB are free in " + disk.folder + ".",
                 ""};
  if (disk.free_bytes < little) {
    result.how = disk.free_bytes < too_little ? verdict::fail : verdict::warn;
    result.advice = "Make room: without any, every change is refused with 507.";
  }
  return result;
}

finding judge_schema(const std::string& file,
                     const std::optional<std::vector<migration_state>>& states) {
  const std::string what = "database";
  if (!states)
    return {verdict::ok, what, file + " is not there yet; souk serve makes it.", ""};
  const auto missing = std::count_if(states->begin(), states->end(),
                                     [](auto& each) { return !each.applied_at.has_value(); });
  if (missing == 0)
    return {verdict::ok, what,
            file + " has schema version " + std::to_string(states->back().step.version)
              + ", the newest.",
            ""};
  return {verdict::warn, what,
          std::to_string(missing) + " steps of the schema are missing in " + file + ".",
          "souk serve takes them when it starts; make a backup first: souk backup FILE."};
}

finding judge_address(const asked_address& asked, const std::error_code& fault) {
  const auto place = asked.host + " port " + std::to_string(asked.port);
  if (!fault)
    return {verdict::ok, asked.what,
            asked.port == 0 ? "A free one of " + asked.host + " will be picked."
                            : place + " is free.",
            ""};
  return {verdict::fail, asked.what, "Nobody can listen on " + place + ": " + fault.message() + ".",
          advice_on(fault.value(), "choose another with " + asked.options)};
}

finding judge_ports_file(const std::string& file, const std::string& fault) {
  const std::string what = "ports file";
  if (fault.empty())
    return {verdict::ok, what, file + " can be written.", ""};
  return {verdict::fail, what, fault, "Choose another with --ports-file."};
}

finding judge_prices(currency unit, const std::vector<product_ptr>& products) {
  const std::string what = "currency";
  try {
    must_be_priced_in(unit, products);
    return {verdict::ok, what, "Prices are in " + std::string{unit.name()} + ".", ""};
  } catch (const std::runtime_error& err) {
    return {verdict::fail, what, err.what(), ""};
  }
}

finding judge_certificate(const certificate_facts& certificate, time_point time) {
  constexpr auto soon = 14 * 24h;
  const auto now = std::chrono::floor<std::chrono::seconds>(time);
  const std::string what = "certificate";
  const std::string renew = "Renew it, or the one of its chain that ends then.";
  if (!certificate.fault.empty())
    return {verdict::fail, what, certificate.fault, "Check --tls-cert and --tls-key."};
  const auto end = date_text(certificate.valid_to);
  if (now < certificate.valid_from)
    return {verdict::fail, what, "It is valid from " + date_text(certificate.valid_from) + " only.",
            "Check the clock, or use another certificate."};
  if (now >= certificate.valid_to)
    return {verdict::fail, what, "It has expired at " + end + ".", renew};
  if (certificate.valid_to - now < soon)
    return {verdict::warn, what,
            "It expires in " + days_text(certificate.valid_to - now) + ", at " + end + ".", renew};
  if (certificate.is_key_open)
    return {verdict::warn, what, "Every user of this machine can read its key.",
            "chmod o-r the file of --tls-key."};
  return {verdict::ok, what, "It is valid until " + end + ".", ""};
}

finding judge_clock(time_point now, std::optional<bool> is_synchronized,
                    std::optional<time_point> database_changed_at) {
  // A moment that is past for whoever runs this souk: 2026-01-01.
  constexpr time_point known_past{std::chrono::seconds{1'767'225'600}};
  constexpr auto tolerated = 1min;
  const std::string what = "clock";
  const std::string advice = "Set the clock, and let NTP keep it right (timedatectl set-ntp true).";
  const auto shown = "It is " + date_text(now);
  if (now < known_past)
    return {verdict::fail, what, shown + ", which has long passed.", advice};
  if (database_changed_at && *database_changed_at > now + tolerated)
    return {verdict::fail, what,
            shown + ", but the database was changed at " + date_text(*database_changed_at) + ".",
            advice};
  if (is_synchronized == false)
    return {verdict::warn, what, shown + "; nothing keeps that right, as far as the kernel knows.",
            advice};
  return {verdict::ok, what, shown + ".", ""};
}

std::string text_of(const finding& x) {
  constexpr std::size_t column = 14;
  const char* how = x.how == verdict::ok ? "ok    " : x.how == verdict::warn ? "warn  " : "FAIL  ";
  auto what = x.what;
  what.resize(std::max(what.size() + 1, column), ' ');
  auto result = how + what + x.found + '\n';
  if (!x.advice.empty())
    result += std::string(6 + column, ' ') + x.advice + '\n';
  return result;
}

} // namespace souk
