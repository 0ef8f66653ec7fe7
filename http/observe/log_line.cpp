#include "http/observe/log_line.hpp"

#include "http/append_all.hpp"
#include "http/json_writer.hpp"
#include "http/observe/shown_target.hpp"
#include "http/trace_context.hpp"

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

std::chrono::microseconds taken(const answered_request& what) {
  return std::chrono::duration_cast<std::chrono::microseconds>(what.duration);
}

void append_named(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json_string(out, value);
}

std::size_t sent_bytes(const answered_request& what) {
  return what.message.method() == "HEAD" ? 0 : what.body_bytes;
}

/// What was read of it: the rest of a later version may be anything.
std::string_view traceparent_of(const answered_request& what) {
  const auto field = what.message.field("traceparent");
  return field && parse_traceparent(*field) ? field->substr(0, traceparent_bytes)
                                            : std::string_view{};
}

constexpr std::string_view access_begin =
  R"(,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":")";

void append_access_json(std::string& out, const answered_request& what,
                        const asio::ip::address& client,
                        std::chrono::system_clock::time_point now) {
  auto& message = what.message;
  const auto peer = message.peer();
  append_all(out, "{\"level\":\"", name_of(level_of(what)),
             "\",\"ts\":", seconds_text{since_epoch(now)}, access_begin, address_text{peer.address},
             "\",\"remote_port\":\"", decimal{peer.port}, "\",\"client_ip\":\"",
             address_text{client}, "\",\"proto\":\"", message.protocol(), "\",\"method\":\"",
             visible_text{message.method()}, "\",\"host\":\"",
             visible_text{message.field("Host").value_or("")}, "\",\"uri\":\"",
             shown_target{message.target()}, "\"},\"bytes_read\":", decimal{message.body().size()},
             ",\"user_id\":\"\",\"duration\":", seconds_text{taken(what)},
             ",\"size\":", decimal{sent_bytes(what)}, ",\"status\":", decimal{what.status},
             member_text{",\"request_id\":\"", {what.request_id}},
             member_text{",\"traceparent\":\"", {traceparent_of(what)}}, "}\n");
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

void append_access_text(std::string& out, const answered_request& what,
                        const asio::ip::address& client,
                        std::chrono::system_clock::time_point now) {
  const auto tenths = taken(what).count() / 100;
  begin_text(out, level_of(what), now);
  const auto method = what.message.method();
  append_all(out, visible_text{method.empty() ? "-" : method}, " ",
             shown_target{what.message.target()}, " -> ", decimal{what.status}, ", ",
             decimal{sent_bytes(what)}, " bytes, ", decimal{tenths / 10}, ".", decimal{tenths % 10},
             " ms, ", address_text{client});
  if (!what.request_id.empty())
    append_all(out, ", ", visible_text{what.request_id});
  out += '\n';
}

/// Names of files may have other letters than those of ASCII, but nothing may end the line.
void append_without_controls(std::string& out, std::string_view text) {
  for (char c : text)
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
}

} // namespace

log_level level_of(const answered_request& what) {
  const bool is_fault = what.status >= 500 && what.refused_for.empty();
  return is_fault ? log_level::error : log_level::info;
}

void append_access(std::string& out, log_format format, const answered_request& what,
                   const asio::ip::address& client, std::chrono::system_clock::time_point now) {
  if (format == log_format::json)
    append_access_json(out, what, client, now);
  else
    append_access_text(out, what, client, now);
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
