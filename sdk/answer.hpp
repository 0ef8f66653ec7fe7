#pragma once

#include "sdk/decode.hpp"
#include "sdk/http_connection.hpp"
#include "sdk/json_value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace souk::sdk {

/// Throws the transport_error of an answer that came, with the expected status, and is not what it
/// should be.
[[noreturn]] void fail_to_read(const http_request& request, std::string_view why);

/// Whether the text is a strong entity tag with its quotes. Source: RFC 9110, 8.8.3.
bool is_strong_tag(std::string_view text);

/// The strong entity tag of the answer, or an empty text.
std::string tag_of(const http_reply& reply);

/// What `decode` makes of the body, with the tag of the answer if it has one. Throws
/// transport_error if it is not what it should be.
template <class Decode>
auto read_answer(const http_request& request, const http_reply& reply, Decode decode) {
  auto json = parse_json(reply.body);
  if (!json)
    fail_to_read(request, "the answer is not JSON");
  try {
    auto result = decode(*json);
    if constexpr (requires { result.tag; })
      result.tag = tag_of(reply);
    return result;
  } catch (const decode_error& err) {
    fail_to_read(request, err.what());
  }
}

/// Whether the answer is the kept one to an earlier request with the same key.
bool is_replayed(const http_reply& reply);

/// Whether a list goes up, and is read `after` a value, or down, and is read `before` one.
enum class direction { after, before };

/// Which part of a list is asked for: up to `limit` values from `start` on, if there is one.
struct list_part {
  direction side = direction::after;
  int limit = 0;
  std::optional<std::int64_t> start = {};

  /// The target of the list with the query for this part.
  std::string target_in(std::string list) const;

  /// Where the part behind this one starts, as a Link field of the answer says; nothing: this is
  /// the last one. Throws transport_error if that is not behind `start`: following it would never
  /// end.
  std::optional<std::int64_t> next(const http_request& request, const http_reply& reply) const;
};

} // namespace souk::sdk
