#include "sdk/answer.hpp"

#include "sdk/link.hpp"

#include <algorithm>

namespace souk::sdk {

namespace {

std::string_view name_of(direction side) {
  return side == direction::after ? "after" : "before";
}

/// The target of the first link to the next page, or an empty text. A proxy may have added links
/// of its own, in the shop's field or in another one.
std::string_view next_target_of(const http_reply& reply) {
  for (auto& value : reply.values_of("Link"))
    if (auto target = next_target(value); !target.empty())
      return target;
  return {};
}

} // namespace

void fail_to_read(const http_request& request, std::string_view why) {
  throw transport_error{transport_fault::malformed_answer,
                        request.method + " " + request.target + ": " + std::string{why},
                        request.makes_changes() || request.follows_a_change};
}

bool is_strong_tag(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1
         && std::none_of(text.begin(), text.end(),
                         [](char c) { return (c >= 0 && c <= ' ') || c == '\x7f'; });
}

std::string tag_of(const http_reply& reply) {
  auto field = reply.field("ETag");
  return is_strong_tag(field) ? std::string{field} : std::string{};
}

bool is_replayed(const http_reply& reply) {
  return reply.field("Idempotency-Replayed") == "true";
}

std::string list_part::target_in(std::string list) const {
  list += list.find('?') == std::string::npos ? '?' : '&';
  list += "limit=" + std::to_string(limit);
  if (start)
    list.append("&").append(name_of(side)).append("=").append(std::to_string(*start));
  return list;
}

std::optional<std::int64_t> list_part::next(const http_request& request,
                                            const http_reply& reply) const {
  auto target = next_target_of(reply);
  if (target.empty())
    return std::nullopt;
  auto found = parse_integer(query_value(target, name_of(side)));
  bool is_progress =
    found && (!start || (side == direction::after ? *found > *start : *found < *start));
  if (!is_progress)
    fail_to_read(request, "the answer links to no next page");
  return found;
}

} // namespace souk::sdk
