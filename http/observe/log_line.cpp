#include "http/observe/log_line.hpp"

#include "http/json_writer.hpp"
#include "http/token.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace souk {

namespace {

constexpr std::string_view redacted = "REDACTED";

/// Longer ones tell no more, and a client chooses the length.
constexpr std::size_t shown_bytes_max = 1024;

/// The names whose values are no secrets as long as they are numbers.
constexpr std::array<std::string_view, 5> number_names{"limit", "after", "before", "product_id",
                                                       "quantity"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Visible ASCII stays, all other bytes are percent-encoded, as they should have been.
void append_visible(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (char c : text.substr(0, shown_bytes_max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F) {
      out += c;
      continue;
    }
    out += '%';
    out += hex[byte >> 4];
    out += hex[byte & 0x0F];
  }
  if (text.size() > shown_bytes_max)
    out += "...";
}

/// Calls `visit` for each piece of the text between those marks.
template <class Visit>
void for_each_piece(std::string_view text, char mark, Visit visit) {
  for (;;) {
    const auto end = text.find(mark);
    visit(text.substr(0, end));
    if (end == std::string_view::npos)
      return;
    text.remove_prefix(end + 1);
  }
}

/// A name that a program chose, and no person typed.
bool is_plain_name(std::string_view name) {
  constexpr std::size_t bytes_max = 32;
  return !name.empty() && name.size() <= bytes_max
         && std::all_of(name.begin(), name.end(),
                        [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

bool is_shown_number(std::string_view name, std::string_view value) {
  constexpr std::size_t digits_max = 20;
  return std::find(number_names.begin(), number_names.end(), name) != number_names.end()
         && value.size() <= digits_max && std::all_of(value.begin(), value.end(), is_digit);
}

void append_parameter(std::string& out, std::string_view piece) {
  const auto equals = piece.find('=');
  const auto name = piece.substr(0, equals);
  if (equals == std::string_view::npos || !is_plain_name(name)) {
    out += piece.empty() ? std::string_view{} : redacted;
    return;
  }
  const auto value = piece.substr(equals + 1);
  out += name;
  out += '=';
  out += is_shown_number(name, value) ? value : redacted;
}

void append_path(std::string& out, std::string_view path) {
  // Where there is a percent sign there may be an @ behind it, encoded once or twice.
  if (path.find_first_of("@%") == std::string_view::npos)
    return append_visible(out, path);
  auto between = std::string_view{};
  for_each_piece(path, '/', [&](std::string_view segment) {
    out += between;
    between = "/";
    const bool is_encoded = segment.find('%') != std::string_view::npos;
    const bool is_address = segment.find('@') != std::string_view::npos
                            || (is_encoded && segment.find("40") != std::string_view::npos);
    append_visible(out, is_address ? redacted : segment);
  });
}

/// The number of microseconds as seconds.
void append_seconds(std::string& out, std::int64_t microseconds) {
  append_int(out, microseconds / 1'000'000);
  const auto rest = std::to_string(1'000'000 + microseconds % 1'000'000);
  out += '.';
  out.append(rest, 1);
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

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json_string(out, value);
}

void append_member(std::string& out, std::string_view name, std::int64_t value) {
  out += ",\"";
  out += name;
  out += "\":";
  append_int(out, value);
}

std::size_t sent_bytes(const answered_request& what) {
  return what.message.method() == "HEAD" ? 0 : what.body_bytes;
}

std::string_view traceparent_of(const answered_request& what) {
  const auto field = what.message.field("traceparent");
  return field && is_traceparent(*field) ? *field : std::string_view{};
}

void append_request_json(std::string& out, const http_message& message) {
  const auto peer = message.peer();
  out += ",\"request\":{\"remote_ip\":\"";
  out += peer.address;
  out += "\",\"remote_port\":\"";
  append_int(out, peer.port);
  out += "\",\"proto\":\"";
  out += message.protocol();
  out += '"';
  std::string text;
  append_visible(text, message.method());
  append_member(out, "method", text);
  text.clear();
  append_visible(text, message.field("Host").value_or(""));
  append_member(out, "host", text);
  text.clear();
  append_shown_target(text, message.target());
  append_member(out, "uri", text);
  out += '}';
}

void append_access_json(std::string& out, const answered_request& what,
                        std::chrono::system_clock::time_point now) {
  begin_json(out, level_of(what), now, "http.log.access");
  out += ",\"msg\":\"handled request\"";
  append_request_json(out, what.message);
  append_member(out, "bytes_read", static_cast<std::int64_t>(what.message.body().size()));
  out += ",\"user_id\":\"\",\"duration\":";
  append_seconds(out, microseconds_of(what.duration));
  append_member(out, "size", static_cast<std::int64_t>(sent_bytes(what)));
  append_member(out, "status", what.status);
  if (!what.request_id.empty()) {
    std::string id;
    append_visible(id, what.request_id);
    append_member(out, "request_id", id);
  }
  if (auto trace = traceparent_of(what); !trace.empty())
    append_member(out, "traceparent", trace);
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
  out += what.message.peer().address;
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

void append_shown_target(std::string& out, std::string_view target) {
  const auto mark = target.find('?');
  append_path(out, target.substr(0, mark));
  if (mark == std::string_view::npos)
    return;
  const auto begin = out.size();
  char between = '?';
  for_each_piece(target.substr(mark + 1), '&', [&](std::string_view piece) {
    if (out.size() - begin > shown_bytes_max)
      return;
    out += between;
    between = '&';
    append_parameter(out, piece);
    if (out.size() - begin > shown_bytes_max)
      out += "...";
  });
}

bool is_traceparent(std::string_view value) {
  constexpr std::string_view pattern = "00-hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh-hhhhhhhhhhhhhhhh-hh";
  const auto fits = [](char c, char wanted) {
    return wanted == 'h' ? is_digit(c) || (c >= 'a' && c <= 'f') : c == wanted;
  };
  return std::equal(value.begin(), value.end(), pattern.begin(), pattern.end(), fits);
}

log_level level_of(const answered_request& what) {
  const bool is_fault = what.status >= 500 && what.refused_for.empty();
  return is_fault ? log_level::error : log_level::info;
}

void append_access(std::string& out, log_format format, const answered_request& what,
                   std::chrono::system_clock::time_point now) {
  if (format == log_format::json)
    append_access_json(out, what, now);
  else
    append_access_text(out, what, now);
}

void append_event(std::string& out, log_format format, log_level level,
                  std::chrono::system_clock::time_point now, std::string_view message,
                  std::initializer_list<log_member> members) {
  if (format == log_format::json) {
    begin_json(out, level, now, "souk");
    append_member(out, "msg", message);
    for (auto& each : members)
      append_member(out, each.name, each.value);
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
