#pragma once

#include "http/observe/logbook.hpp"
#include "http/observe/observer.hpp"

#include <asio/ip/address.hpp>

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

/// The lines of the log, each with its line feed. Bodies, cookies, tokens and user ids, which may
/// be e-mail addresses, are in none of them; see shown_target.hpp.

namespace souk {

/// Whether an access line is an error: souk's own fault, and not a refusal made on purpose.
log_level level_of(const answered_request& what);

/// Appends the line of an answered request, which `client` has sent, perhaps through proxies. As
/// JSON it has the members of Caddy's access log, and `request_id` and `traceparent` if there are.
void append_access(std::string& out, log_format format, const answered_request& what,
                   const asio::ip::address& client, std::chrono::system_clock::time_point now);

/// Appends a line about what has happened.
void append_event(std::string& out, log_format format, log_level level,
                  std::chrono::system_clock::time_point now, std::string_view message,
                  std::initializer_list<log_member> members);

} // namespace souk
