#pragma once

#include "http/http_message.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace souk {

struct route;

/// A request at the moment its answer is sent. Views are valid during the call that tells of it.
struct answered_request {
  const http_message& message;
  /// A route of its path, which is an element of the route table; null if the path is unknown, or
  /// was not read.
  const route* on = nullptr;
  int status = 200;
  /// Of the answer to GET; HEAD is sent none of them.
  std::size_t body_bytes = 0;
  /// Since the request was there.
  std::chrono::nanoseconds duration{0};
  /// Empty if the answer names none.
  std::string_view request_id = {};
  /// Why no handler has seen it, as the code of a problem; empty if one has.
  std::string_view refused_for = {};
  /// When its answer was there.
  std::chrono::steady_clock::time_point at{};
};

/// Is told of every answer, of those that the edge gives by itself, too; by any thread, several at
/// once. Must be quick and must not throw.
class edge_observer {
public:
  virtual ~edge_observer() = default;
  virtual void answered(const answered_request& what) = 0;
};

} // namespace souk
