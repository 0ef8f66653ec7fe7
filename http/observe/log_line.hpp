#pragma once

#include "http/observe/access_entry.hpp"
#include "http/observe/log_level.hpp"

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

/// The lines of the log, each with its line feed. Bodies, cookies, tokens and user ids, which may
/// be e-mail addresses, are in none of them; see shown_target.hpp.

namespace souk {

/// One member of an event.
struct log_member {
  std::string_view name;
  std::string_view value;
};

/// Appends the line of an answered request. As JSON it has the members of Caddy's access log, and
/// `request_id` and `traceparent` if there are.
void append_access(std::string& out, log_format format, const access_entry& what);

/// Appends a line about what has happened.
void append_event(std::string& out, log_format format, log_level level,
                  std::chrono::system_clock::time_point now, std::string_view message,
                  std::initializer_list<log_member> members);

} // namespace souk
