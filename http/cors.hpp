#pragma once

#include "http/exchange.hpp"

#include <string>
#include <vector>

namespace souk {

/// Which other origins' pages may use the API. Source: Fetch standard, CORS protocol.
class cors_rule {
public:
  explicit cors_rule(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  /// The fields that let a page of an allowed origin read the answer to that message.
  answer_fields fields_for(const http_message& message) const;

  /// Adds the fields that let a page of an allowed origin send what it asks for.
  void mark_preflight(const responder& to, const std::string& methods, http_answer& answer) const;

private:
  bool allows(const http_message& message) const;

  std::vector<std::string> origins_;
};

} // namespace souk
