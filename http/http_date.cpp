#include "http/http_date.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace souk {

namespace {

std::string format(std::chrono::sys_seconds moment) {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{moment - day};
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                days[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

} // namespace

const std::string& http_date() {
  thread_local std::chrono::sys_seconds made_at{};
  thread_local std::string text;
  // In whole seconds the kernel has the time ready, so it costs nothing to ask for.
  const std::chrono::sys_seconds now{std::chrono::seconds{std::time(nullptr)}};
  if (now != made_at) {
    made_at = now;
    text = format(now);
  }
  return text;
}

} // namespace souk
