#pragma once

#include "sdk/client_options.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace souk::sdk {

/// An answer may have this many bytes. A page of 1000 products with the longest descriptions, every
/// character escaped, has less.
inline constexpr std::size_t answer_bytes_max = 64 << 20;

/// The fields of an answer may have this many bytes. Less than libcurl takes of a single line,
/// which it calls a lack of memory.
inline constexpr std::size_t answer_field_bytes_max = 64 << 10;

/// One HTTP request.
struct http_request {
  std::string method = {};
  /// Path and query, percent-encoded, beginning with a slash.
  std::string target = {};
  /// JSON, or empty for none.
  std::string body = {};
  /// The Idempotency-Key, or empty for none.
  std::string key = {};
  /// The If-Match, or empty for none.
  std::string seen = {};
  /// Whether its effect is the same when it is had twice, be it by the key.
  bool may_be_repeated = true;
  /// The status of the one answer that is no refusal.
  int expected_status = 200;
  /// Whether an earlier request of the same call may have had its effect.
  bool follows_a_change = false;

  /// Whether it is of use for more than its answer.
  bool makes_changes() const { return method != "GET"; }

  /// Whether it does no harm to send it again when it may have had its effect. A state that it is
  /// bound to is no longer there then: only the answer that is kept under a key tells of success.
  bool is_safe_to_repeat() const { return may_be_repeated && (seen.empty() || !key.empty()); }
};

/// One HTTP answer, whatever its status.
struct http_reply {
  int status = 0;
  std::string body = {};
  /// Names and values as they were sent.
  std::vector<std::pair<std::string, std::string>> fields = {};

  /// The value of the first field of that name in any case, or an empty text.
  std::string_view field(std::string_view name) const;

  /// The values of all fields of that name in any case, in their order.
  std::vector<std::string_view> values_of(std::string_view name) const;
};

/// A connection to one server, opened when needed and kept for the next request. Not thread-safe.
class http_connection {
public:
  /// Throws std::invalid_argument if the base URL is none or a field of the options must not be
  /// set, std::runtime_error if libcurl cannot be used.
  explicit http_connection(const client_options& options);
  ~http_connection();

  http_connection(const http_connection&) = delete;
  http_connection& operator=(const http_connection&) = delete;

  /// Sends the request and returns the answer. Follows no redirects. Throws transport_error, of
  /// which only `times_sent` tells whether the request may have had its effect.
  http_reply perform(const http_request& request);

  /// How often the last request was sent: 0 if no connection came about; 2 if the kept connection
  /// turned out to be closed by the server, in which case libcurl opens another one by itself.
  int times_sent() const;

private:
  struct handle;
  std::unique_ptr<handle> handle_;
};

} // namespace souk::sdk
