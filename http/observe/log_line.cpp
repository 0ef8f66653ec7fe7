#include "http/observe/log_line.hpp"

#include "http/json_writer.hpp"
#include "http/observe/shown_target.hpp"
#include "http/trace_context.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstring>

namespace souk {

namespace {

/// A part of a line that is never long, written on the stack: a line has dozens of pieces, and to
/// append each to a string takes longer than all else that the line needs. What has no room is cut.
class short_text {
public:
  short_text() = default;
  short_text(const short_text&) = delete;
  short_text& operator=(const short_text&) = delete;

  template <std::size_t n>
  short_text& operator<<(const char (&literal)[n]) {
    return *this << std::string_view{literal, n - 1};
  }

  short_text& operator<<(std::string_view piece) {
    const auto size = std::min(piece.size(), room());
    std::memcpy(end_, piece.data(), size);
    end_ += size;
    return *this;
  }

  template <std::integral Number>
  short_text& operator<<(Number number) {
    end_ = std::to_chars(end_, text_.data() + text_.size(), number).ptr;
    return *this;
  }

  /// As people write it. Asio's own way, by printf, takes longer than the rest of the line.
  short_text& operator<<(const asio::ip::address& address) {
    if (!address.is_v4())
      return *this << std::string_view{address.to_string()};
    const auto bytes = address.to_v4().to_bytes();
    return *this << bytes[0] << "." << bytes[1] << "." << bytes[2] << "." << bytes[3];
  }

  operator std::string_view() const {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }

private:
  std::size_t room() const { return static_cast<std::size_t>(text_.data() + text_.size() - end_); }

  std::array<char, 512> text_;
  char* end_ = text_.data();
};

/// A time in microseconds, shown in seconds: `1764151344.123456`.
short_text& operator<<(short_text& out, std::chrono::microseconds time) {
  char fraction[7] = {'.'};
  auto rest = time.count() % 1'000'000;
  for (int i = 6; i > 0; --i, rest /= 10)
    fraction[i] = static_cast<char>('0' + rest % 10);
  return out << time.count() / 1'000'000 << std::string_view{fraction, sizeof fraction};
}

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

void append_access_json(std::string& out, const answered_request& what,
                        const asio::ip::address& client,
                        std::chrono::system_clock::time_point now) {
  auto& message = what.message;
  const auto peer = message.peer();
  short_text begin;
  begin << "{\"level\":\"" << name_of(level_of(what)) << "\",\"ts\":" << since_epoch(now)
        << ",\"logger\":\"http.log.access\",\"msg\":\"handled request\","
           "\"request\":{\"remote_ip\":\""
        << peer.address << "\",\"remote_port\":\"" << peer.port << "\",\"client_ip\":\"" << client
        << "\",\"proto\":\"" << message.protocol() << "\",\"method\":\"";
  out += begin;
  append_visible(out, message.method());
  out += "\",\"host\":\"";
  append_visible(out, message.field("Host").value_or(""));
  out += "\",\"uri\":\"";
  append_shown_target(out, message.target());
  short_text end;
  end << "\"},\"bytes_read\":" << message.body().size()
      << ",\"user_id\":\"\",\"duration\":" << taken(what) << ",\"size\":" << sent_bytes(what)
      << ",\"status\":" << what.status;
  out += end;
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
  const auto tenths = taken(what).count() / 100;
  begin_text(out, level_of(what), now);
  append_visible(out, what.message.method());
  out += ' ';
  append_shown_target(out, what.message.target());
  short_text end;
  end << " -> " << what.status << ", " << sent_bytes(what) << " bytes, " << tenths / 10 << "."
      << tenths % 10 << " ms, " << client;
  out += end;
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
    short_text begin;
    begin << "{\"level\":\"" << name_of(level) << "\",\"ts\":" << since_epoch(now)
          << ",\"logger\":\"souk\"";
    out += begin;
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
