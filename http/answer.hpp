#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace souk {

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view problem_type = "application/problem+json";
inline constexpr std::string_view html_type = "text/html; charset=utf-8";

/// What a page or a program may do with an answer that is data: nothing.
inline constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'";

/// Bytes that several answers send without a copy.
using shared_text = std::shared_ptr<const std::string>;

class kept_text;
using kept_text_ptr = std::shared_ptr<const kept_text>;

/// Names, in static storage, and values.
using answer_fields = std::vector<std::pair<std::string_view, std::string>>;

/// One HTTP answer before it is sent.
struct http_answer {
  int status = 200;
  /// Static storage only. Empty: no body, no Content-Type.
  std::string_view content_type = json_type;
  std::variant<std::string, shared_text> body = {};
  /// Beyond Content-Type, Content-Length, Date and those that every answer has.
  answer_fields fields = {};
  /// Whether the connection ends with this answer.
  bool closes = false;
  /// ETag, always a strong one, without its quotes; empty: none.
  std::string tag = {};
  /// The text that the body is the plain form of, where its gzip form is kept as well.
  kept_text_ptr kept = {};
  /// X-Request-Id. Set when the answer is sent, as are the fields that depend on the route.
  std::string request_id = {};
  /// Where in the body the request's id is to stand; 0: nowhere.
  std::size_t request_id_at = 0;
  /// Cache-Control and Content-Security-Policy. Static storage only.
  std::string_view cache_control = "no-store";
  std::string_view content_policy = data_policy;
  /// Whether another Accept-Encoding might have had another answer.
  bool varies = false;

  std::string_view text() const {
    if (auto* shared = std::get_if<shared_text>(&body))
      return *shared ? std::string_view{**shared} : std::string_view{};
    return std::get<std::string>(body);
  }

  /// Names the request, also in the body of a problem.
  void set_request_id(std::string id) {
    if (request_id_at > 0)
      std::get<std::string>(body).insert(request_id_at, id);
    request_id = std::move(id);
  }

  http_answer& with(std::string_view name, std::string value) & {
    fields.emplace_back(name, std::move(value));
    return *this;
  }

  http_answer with(std::string_view name, std::string value) && {
    fields.emplace_back(name, std::move(value));
    return std::move(*this);
  }

  /// Says whether an earlier answer is repeated.
  void mark_replayed(bool replayed) {
    if (replayed)
      with("Idempotency-Replayed", "true");
  }
};

} // namespace souk
