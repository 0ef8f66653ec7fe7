#include "sdk/refusal.hpp"

#include "sdk/ascii.hpp"
#include "sdk/decode.hpp"

#include <algorithm>

namespace souk::sdk {

namespace {

/// Longer than any wait that is kept, short enough for every duration.
constexpr std::int64_t retry_after_seconds_max = 1'000'000'000;

/// The seconds of a Retry-After. Its other form, a date, would compare the clocks of two machines.
std::optional<std::chrono::seconds> seconds_of(std::string_view field) {
  if (field.empty() || field.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  // Digits that are no number are too many of them.
  const auto seconds = parse_integer(field).value_or(retry_after_seconds_max);
  return std::chrono::seconds{std::min(seconds, retry_after_seconds_max)};
}

} // namespace

problem problem_of(const http_reply& reply) {
  auto why = decode_problem(reply.status, reply.body);
  why.retry_after = seconds_of(reply.field("Retry-After"));
  return why;
}

std::string summary_of(const http_request& request, const http_reply& reply, const problem& why) {
  auto status = std::to_string(why.status);
  if (why.code.empty())
    return request.method + " " + request.target + ": " + status + ", no problem document ("
           + media_type_of(reply) + ")";
  auto text = status + " " + why.code;
  auto& sentence = why.detail.empty() ? why.title : why.detail;
  if (!sentence.empty())
    text += ": " + sentence;
  for (auto& error : why.errors)
    text += " [" + error.pointer + ": " + error.detail + "]";
  return text;
}

bool leaves_in_doubt(const problem& why) {
  if (why.status == 409)
    return why.code == "request_in_progress";
  bool is_promise = why.code == "overloaded" || why.code == "shutting_down"
                    || why.code == "storage_full" || why.code == "storage_failed";
  return why.status >= 500 && !is_promise;
}

std::optional<std::chrono::milliseconds> wait_after(const problem& why,
                                                    std::chrono::milliseconds backoff) {
  bool asks_to_wait = why.status == 429 || (why.status == 409 && why.code == "request_in_progress");
  bool is_temporary = why.status >= 502 && why.status <= 504;
  if (why.retry_after && (asks_to_wait || is_temporary))
    return why.retry_after;
  return is_temporary ? std::optional{backoff} : std::nullopt;
}

std::string media_type_of(const http_reply& reply) {
  auto field = reply.field("Content-Type");
  auto type = trimmed(field.substr(0, field.find(';')));
  return type.empty() ? "no media type" : std::string{type};
}

} // namespace souk::sdk
