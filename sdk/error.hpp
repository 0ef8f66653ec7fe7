#pragma once

#include "sdk/amount.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace souk {

namespace sdk {

/// Why there was no answer that could be understood.
enum class transport_fault {
  /// The server could not be found or reached in time, or TLS did not come about. This attempt sent
  /// nothing.
  cannot_connect,
  /// The request was sent, and no answer came within the time of the options.
  timed_out,
  /// The request was sent, and the connection ended before the answer did.
  connection_lost,
  /// What came back is no HTTP, has another status of success than the shop's, is not the JSON it
  /// should be, or is too large.
  malformed_answer,
  /// Anything else, a certificate that is not believed for example.
  other,
};

/// The name of the fault as it is spelled above.
const char* to_string(transport_fault fault);

/// One thing that is wrong with the fields of a request.
struct field_error {
  /// A JSON Pointer (RFC 6901) to the field.
  std::string pointer = {};
  std::string code = {};
  std::string detail = {};

  bool operator==(const field_error&) const = default;
};

/// A line that keeps a checkout, or a correction of the stock, from succeeding.
struct short_line {
  std::int64_t product_id = 0;
  std::int64_t requested = 0;
  /// Units that could be had, 0 for a product no longer sold.
  std::int64_t available = 0;

  bool operator==(const short_line&) const = default;
};

/// What the shop said when it refused (RFC 9457).
struct problem {
  /// The HTTP status.
  int status = 0;
  /// Stable and made for programs, like `cart_empty`; empty if the answer was no problem document,
  /// which a proxy may cause.
  std::string code = {};
  std::string title = {};
  /// A sentence for people.
  std::string detail = {};
  /// Finds the request in the shop's log.
  std::string request_id = {};
  /// When it is worth trying again.
  std::optional<std::chrono::seconds> retry_after = {};
  /// Of `invalid_request`: each fault.
  std::vector<field_error> errors = {};
  /// Of `out_of_stock`, `items_unavailable` and `stock_too_low`.
  std::vector<short_line> lines = {};
  /// The new total, of `total_changed`.
  std::optional<amount> total = {};
};

} // namespace sdk

/// There was no answer that could be understood. `what()` names the request and the reason.
class transport_error : public std::runtime_error {
public:
  transport_error(sdk::transport_fault fault, const std::string& what,
                  bool may_have_happened = false)
    : std::runtime_error(what), fault_(fault), may_have_happened_(may_have_happened) {}

  /// Of the last attempt.
  sdk::transport_fault fault() const noexcept { return fault_; }

  /// Whether the call may have had its effect all the same, now or in a moment. False: no attempt
  /// had one, or the call only reads. True: some attempt was sent, and what became of it is not
  /// known; where the method takes a key, the same call with the same key finds out.
  bool may_have_happened() const noexcept { return may_have_happened_; }

private:
  sdk::transport_fault fault_;
  bool may_have_happened_;
};

/// The last attempt was answered, with a refusal: something other than 2xx.
/// `what()` is a line like `409 cart_empty: The cart is empty.`, or, if the answer was no problem
/// document, like `GET /health: 502, no problem document (text/html)`.
class api_error : public std::runtime_error {
public:
  api_error(sdk::problem problem, const std::string& what, bool may_have_happened = false);

  /// Whether the call may have had its effect all the same, now or in a moment. False: nothing
  /// happened, or the call only reads. True: the answer leaves it open (409 `request_in_progress`;
  /// 5xx but for `overloaded`, `shutting_down`, `storage_full` and `storage_failed`), or an attempt
  /// before it does; where the method takes a key, the same call with the same key finds out.
  bool may_have_happened() const noexcept { return may_have_happened_; }

  int status() const noexcept { return problem_->status; }
  const std::string& code() const noexcept { return problem_->code; }
  const std::string& title() const noexcept { return problem_->title; }
  const std::string& detail() const noexcept { return problem_->detail; }
  const std::string& request_id() const noexcept { return problem_->request_id; }
  std::optional<std::chrono::seconds> retry_after() const noexcept { return problem_->retry_after; }
  const std::vector<sdk::field_error>& errors() const noexcept { return problem_->errors; }
  const std::vector<sdk::short_line>& lines() const noexcept { return problem_->lines; }
  const std::optional<sdk::amount>& total() const noexcept { return problem_->total; }

private:
  // Copying an exception must not throw.
  std::shared_ptr<const sdk::problem> problem_;
  bool may_have_happened_;
};

} // namespace souk
