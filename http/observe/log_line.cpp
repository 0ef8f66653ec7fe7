#include "http/observe/log_line.hpp"

#include "http/append_all.hpp"
#include "http/json_writer.hpp"
#include "http/observe/shown_target.hpp"

#include <cstddef>
#include <cstdint>

namespace souk {

namespace {

/// A time in microseconds, shown in seconds: `1764151344.123456`.
struct seconds_text {
  std::chrono::microseconds time;

  static constexpr std::size_t bytes_max() { return 27; }
  char* write_to(char* begin) const {
    constexpr std::uint64_t second = 1'000'000;
    const auto count = static_cast<std::uint64_t>(time.count());
    char* const point = decimal{count / second}.write_to(begin);
    *point = '.';
    return padded<6>{count % second}.write_to(point + 1);
  }
};

/// An address as people write it; of version 6 and with a scope, 62 characters at most. Asio's own
/// way, by printf and into a string, takes longer than the rest of a line.
struct address_text {
  const asio::ip::address& address;

  static constexpr std::size_t bytes_max() { return 64; }
  char* write_to(char* begin) const {
    if (!address.is_v4())
      return copy_to(begin, std::string_view{address.to_string()}.substr(0, bytes_max()));
    char* end = begin;
    for (auto byte : address.to_v4().to_bytes()) {
      end = decimal{byte}.write_to(end);
      *end++ = '.';
    }
    return end - 1;
  }
};

/// A member that is left out if its value is empty; `begin` is what stands in front of that.
struct member_text {
  std::string_view begin;
  visible_text value;

  std::size_t bytes_max() const { return begin.size() + value.bytes_max() + 1; }
  char* write_to(char* at) const {
    if (value.text.empty())
      return at;
    at = value.write_to(copy_to(at, begin));
    *at = '"';
    return at + 1;
  }
};

std::chrono::microseconds since_epoch(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch());
}

void append_named(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json_string(out, value);
}

constexpr std::string_view access_begin =
  R"(,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":")";

void append_access_json(std::string& out, const access_entry& what) {
  auto& facts = what.facts;
  append_all(
    out, "{\"level\":\"", name_of(facts.level), "\",\"ts\":", seconds_text{since_epoch(facts.time)},
    access_begin, address_text{facts.peer}, "\",\"remote_port\":\"", decimal{facts.port},
    "\",\"client_ip\":\"", address_text{facts.client}, "\",\"proto\":\"",
    what.text(access_text::protocol), "\",\"method\":\"",
    visible_text{what.text(access_text::method)}, "\",\"host\":\"",
    visible_text{what.text(access_text::host)}, "\",\"uri\":\"",
    shown_target{what.text(access_text::target)}, "\"},\"bytes_read\":", decimal{facts.read_bytes},
    ",\"user_id\":\"\",\"duration\":", seconds_text{facts.duration},
    ",\"size\":", decimal{facts.sent_bytes}, ",\"status\":", decimal{facts.status},
    member_text{",\"request_id\":\"", {what.text(access_text::request_id)}},
    member_text{",\"traceparent\":\"", {what.text(access_text::traceparent)}}, "}\n");
}

/// `2026-01-02T03:04:05.678Z info  `, the level in a column of its own.
void begin_text(std::string& out, log_level level, std::chrono::system_clock::time_point now) {
  std::string time;
  append_time(time, now);
  out.append(time, 1, time.size() - 2);
  out += ' ';
  out += name_of(level);
  out.append(6 - name_of(level).size(), ' ');
}

void append_access_text(std::string& out, const access_entry& what) {
  auto& facts = what.facts;
  begin_text(out, facts.level, facts.time);
  const auto tenths = facts.duration.count() / 100;
  const auto method = what.text(access_text::method);
  append_all(out, visible_text{method.empty() ? "-" : method}, " ",
             shown_target{what.text(access_text::target)}, " -> ", decimal{facts.status}, ", ",
             decimal{facts.sent_bytes}, " bytes, ", decimal{tenths / 10}, ".", decimal{tenths % 10},
             " ms, ", address_text{facts.client});
  if (const auto id = what.text(access_text::request_id); !id.empty())
    append_all(out, ", ", visible_text{id});
  out += '\n';
}

/// Names of files may have other letters than those of ASCII, but nothing may end the line.
void append_without_controls(std::string& out, std::string_view text) {
  for (char c : text)
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
}

} // namespace

void append_access(std::string& out, log_format format, const access_entry& what) {
  if (format == log_format::json)
    append_access_json(out, what);
  else
    append_access_text(out, what);
}

void append_event(std::string& out, log_format format, log_level level,
                  std::chrono::system_clock::time_point now, std::string_view message,
                  std::initializer_list<log_member> members) {
  if (format == log_format::json) {
    append_all(out, "{\"level\":\"", name_of(level), "\",\"ts\":", seconds_text{since_epoch(now)},
               ",\"logger\":\"souk\"");
    append_named(out, "msg", message);
    for (auto& each : members)
      append_named(out, each.name, each.value);
    out += "}\n";
    return;
  }
  begin_text(out, level, now);
  append_without_controls(out, message);
  for (auto& each : members) {
    out.append(", ").append(each.name).append(" ");
    append_without_controls(out, each.value);
  }
  out += '\n';
}

} // namespace souk
