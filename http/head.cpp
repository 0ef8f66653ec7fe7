#include "http/head.hpp"

#include "http/target.hpp"
#include "http/token.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace souk {

namespace {

/// Two of these would let two readers of one request disagree about it.
constexpr std::array<std::string_view, 5> single_fields{"Host", "Content-Type", "Content-Encoding",
                                                        "Transfer-Encoding", "Idempotency-Key"};

constexpr std::string_view malformed_name = "A field's name has a character that no name may have.";
constexpr std::string_view repeated = "Host, Content-Type, Content-Encoding, Transfer-Encoding and "
                                      "Idempotency-Key may stand only once.";
constexpr std::string_view no_host = "A request must have a Host field that names a host.";
constexpr std::string_view no_path = "The target must be a path that begins with a slash.";
constexpr std::string_view unknown_coding = "The only Transfer-Encoding this server knows is "
                                            "chunked.";

/// Whether the target is a path, or the asterisk of OPTIONS. Source: RFC 9112, 3.2.
bool is_target(const http_message& message) {
  const auto path = split_target(message.target()).path;
  return path.starts_with('/') || (path == "*" && message.method() == "OPTIONS");
}

/// Host and perhaps port, as far as their characters go. Source: RFC 3986, 3.2.2.
bool is_host(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c != '\0'
               && std::string_view{"-._~%!$&'()*+;=:[]"}.find(c) != std::string_view::npos);
  });
}

/// What is wrong with one field; empty: nothing.
std::string_view fault_of(std::string_view name, std::string_view value) {
  if (!is_token(name))
    return malformed_name;
  if (equals_ignoring_case(name, "Host") && !is_host(value))
    return no_host;
  if (equals_ignoring_case(name, "Transfer-Encoding") && !equals_ignoring_case(value, "chunked"))
    return unknown_coding;
  return {};
}

/// What has been seen of the fields so far.
struct field_check {
  std::size_t count = 0;
  std::size_t bytes = 0;
  std::array<bool, single_fields.size()> seen{};
  /// The first fault; empty: none.
  std::string_view detail;

  void operator()(std::string_view name, std::string_view value) {
    constexpr std::string_view around_field = ": \r\n";
    ++count;
    bytes += name.size() + value.size() + around_field.size();
    if (detail.empty())
      detail = fault_of(name, value);
    for (std::size_t i = 0; i < single_fields.size(); ++i)
      if (equals_ignoring_case(name, single_fields[i]) && std::exchange(seen[i], true))
        detail = repeated;
  }
};

} // namespace

std::optional<head_fault> find_head_fault(const http_message& message) {
  constexpr std::string_view around_target = "  HTTP/1.1";
  if (message.method().size() + message.target().size() + around_target.size()
      > request_line_bytes_max)
    return head_fault{&problems::target_too_long};
  field_check fields;
  message.for_each_field(std::ref(fields));
  if (fields.count > fields_max || fields.bytes > field_bytes_max)
    return head_fault{&problems::fields_too_large};
  auto detail = fields.detail;
  if (detail.empty() && !fields.seen[0])
    detail = no_host;
  if (detail.empty() && !is_target(message))
    detail = no_path;
  if (detail.empty())
    return std::nullopt;
  return head_fault{&problems::malformed_request, detail};
}

} // namespace souk
