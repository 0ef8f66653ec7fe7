#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace souk {

/// Appends the text as a JSON string, quotes included. Any bytes are allowed: each byte that is not
/// part of valid UTF-8 becomes U+FFFD, so the result is always valid JSON.
void append_json_string(std::string& out, std::string_view text);

/// Appends the number in decimal digits, with a minus sign below zero.
void append_int(std::string& out, std::int64_t number);

/// Appends the time as a quoted RFC 3339 string in UTC, cut to milliseconds:
/// `"2026-01-02T03:04:05.678Z"`.
void append_time(std::string& out, std::chrono::system_clock::time_point time);

} // namespace souk
