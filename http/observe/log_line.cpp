#include "http/observe/log_line.hpp"

#include "http/json_writer.hpp"
#include "http/observe/shown_target.hpp"
#include "http/trace_context.hpp"

#include <cstdint>

namespace souk {

namespace {

/// Appends the number of microseconds as seconds.
void append_seconds(std::string& out, std::int64_t microseconds) {
  append_int(out, microseconds / 1'000'000);
  char digits[7] = {'.'};
  auto rest = microseconds % 1'000'000;
  for (int i = 6; i > 0; --i, rest /= 10)
    digits[i] = static_cast<char>('0' + rest % 10);
  out.append(digits, sizeof digits);
}

template <class Duration>
std::int64_t microseconds_of(Duration time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

/// `{"level":"info","ts":1764151344.123456,` and whose line it is.
void begin_json(std::string& out, log_level level, std::chrono::system_clock::time_point now,
                std::string_view logger) {
  out += "{\"level\":\"";
  out += name_of(level);
  out += "\",\"ts\":";
  append_seconds(out, microseconds_of(now.time_since_epoch()));
  out += ",\"logger\":\"";
  out += logger;
  out += '"';
}

/// Appends the address as people write it. Asio's own way, by printf, takes longer than all else
/// that a line needs.
void append_address(std::string& out, const asio::ip::address& address) {
  if (!address.is_v4()) {
    out += address.to_string();
    return;
  }
  std::string_view dot;
  for (auto byte : address.to_v4().to_bytes()) {
    out += dot;
    append_int(out, byte);
    dot = ".";
  }
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

void append_request_json(std::string& out, const http_message& message,
                         const asio::ip::address& client) {
  const auto peer = message.peer();
  out.append(",\"msg\":\"handled request\",\"request\":{\"remote_ip\":\"");
  const auto begin = out.size();
  append_address(out, peer.address);
  const auto size = out.size() - begin;
  out += "\",\"remote_port\":\"";
  append_int(out, peer.port);
  out += "\",\"client_ip\":\"";
  if (client == peer.address)
    out.append(out, begin, size);
  else
    append_address(out, client);
  out.append("\",\"proto\":\"").append(message.protocol());
  out += "\",\"method\":\"";
  append_visible(out, message.method());
  out += "\",\"host\":\"";
  append_visible(out, message.field("Host").value_or(""));
  out += "\",\"uri\":\"";
  append_shown_target(out, message.target());
  out += "\"},\"bytes_read\":";
  append_int(out, static_cast<std::int64_t>(message.body().size()));
}

void append_access_json(std::string& out, const answered_request& what,
                        const asio::ip::address& client,
                        std::chrono::system_clock::time_point now) {
  begin_json(out, level_of(what), now, "http.log.access");
  append_request_json(out, what.message, client);
  out += ",\"user_id\":\"\",\"duration\":";
  append_seconds(out, microseconds_of(what.duration));
  out += ",\"size\":";
  append_int(out, static_cast<std::int64_t>(sent_bytes(what)));
  out += ",\"status\":";
  append_int(out, what.status);
  if (!what.request_id.empty()) {
    out += ",\"request_id\":\"";
    append_visible(out, what.request_id);
    out += '"';
  }
  if (auto trace = traceparent_of(what); !trace.empty())
    out.append(",\"traceparent\":\"").append(trace).append("\"");
  out += "}\n";
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
  const auto microseconds = microseconds_of(what.duration);
  begin_text(out, level_of(what), now);
  append_visible(out, what.message.method());
  out += ' ';
  append_shown_target(out, what.message.target());
  out += " -> ";
  append_int(out, what.status);
  out += ", ";
  append_int(out, static_cast<std::int64_t>(sent_bytes(what)));
  out += " bytes, ";
  append_int(out, microseconds / 1'000);
  out += '.';
  append_int(out, microseconds / 100 % 10);
  out += " ms, ";
  append_address(out, client);
  if (!what.request_id.empty()) {
    out += ", ";
    append_visible(out, what.request_id);
  }
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
    begin_json(out, level, now, "souk");
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
