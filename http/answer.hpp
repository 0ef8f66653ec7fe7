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

/// Bytes that several answers send without a copy.
using shared_text = std::shared_ptr<const std::string>;

/// One HTTP answer before it is sent.
struct http_answer {
  int status = 200;
  /// Static storage only. Empty: no body, no Content-Type.
  std::string_view content_type = json_type;
  std::variant<std::string, shared_text> body = {};
  /// Beyond Content-Type, Content-Length, Date and those that every answer has.
  std::vector<std::pair<std::string_view, std::string>> fields = {};
  /// Whether the connection ends with this answer.
  bool closes = false;

  std::size_t body_bytes() const {
    if (auto* shared = std::get_if<shared_text>(&body))
      return *shared ? (*shared)->size() : 0;
    return std::get<std::string>(body).size();
  }

  http_answer& with(std::string_view name, std::string value) & {
    fields.emplace_back(name, std::move(value));
    return *this;
  }

  http_answer with(std::string_view name, std::string value) && {
    fields.emplace_back(name, std::move(value));
    return std::move(*this);
  }
};

} // namespace souk
