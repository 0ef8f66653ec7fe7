#pragma once

#include "messages/money.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/atom.hpp>
#include <caf/error.hpp>
#include <caf/exit_reason.hpp>
#include <caf/sec.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace souk {

/// Everything that can keep souk from doing what it was asked. Each value is spelled like the
/// `code` of its problem on the wire; `http/refusal_problems.cpp` gives it a status.
enum class errc : uint8_t {
  /// No such product, or it has been archived.
  product_unknown = 1,
  /// No such order, or it belongs to another user.
  order_unknown,
  /// The product is not in this cart.
  line_unknown,
  /// A cart holds at most `cart_lines_max` lines.
  cart_full,
  /// A line holds at most `quantity_max` units.
  quantity_too_large,
  /// A line or the total does not fit 64 bits of minor units.
  total_too_large,
  /// The currency is not the shop's.
  currency_mismatch,
  /// A checkout of a cart without lines.
  cart_empty,
  /// A checkout of a cart with archived products.
  items_unavailable,
  /// The total is not the one the buyer agreed to.
  total_changed,
  /// At least one line asks for more than there is.
  out_of_stock,
  /// A movement of a stock that is not counted.
  stock_not_tracked,
  /// A movement would take more than is on hand.
  stock_too_low,
  /// A movement or a canceled order would make more of it than 64 bits can count.
  stock_too_large,
  /// An order in this status cannot be canceled any more.
  order_not_cancelable,
  /// The cart's lines are being checked out at this moment.
  checkout_in_progress,
  /// A request with the same key is being worked on at this moment.
  request_in_progress,
  /// The key was used before, for another request.
  idempotency_key_reused,
  /// The product, the cart or the order is no longer in a state that the request named.
  precondition_failed,
  /// A value that such a command cannot have; the same command will never do. Over HTTP the request
  /// is refused before it becomes one.
  invalid_command,
  /// More is in memory or in flight than the shop allows; worth another try soon.
  overloaded,
  /// The database's disk is full: nothing can be stored until there is space.
  storage_full,
  /// The database has failed: nothing is read from it or stored any more until the shop is opened
  /// anew.
  storage_failed,
  /// The owner of this state is being restarted, or its last write is in doubt.
  unavailable,
  /// No answer within the deadline; the request may or may not have had its effect.
  deadline_exceeded,
  /// A defect of souk itself.
  internal,
};

/// The name of the code on the wire.
constexpr const char* to_string(errc code) { // NOLINT(readability-function-size): a table
  switch (code) {
    case errc::product_unknown:
      return "product_unknown";
    case errc::order_unknown:
      return "order_unknown";
    case errc::line_unknown:
      return "line_unknown";
    case errc::cart_full:
      return "cart_full";
    case errc::quantity_too_large:
      return "quantity_too_large";
    case errc::total_too_large:
      return "total_too_large";
    case errc::currency_mismatch:
      return "currency_mismatch";
    case errc::cart_empty:
      return "cart_empty";
    case errc::items_unavailable:
      return "items_unavailable";
    case errc::total_changed:
      return "total_changed";
    case errc::out_of_stock:
      return "out_of_stock";
    case errc::stock_not_tracked:
      return "stock_not_tracked";
    case errc::stock_too_low:
      return "stock_too_low";
    case errc::stock_too_large:
      return "stock_too_large";
    case errc::order_not_cancelable:
      return "order_not_cancelable";
    case errc::checkout_in_progress:
      return "checkout_in_progress";
    case errc::request_in_progress:
      return "request_in_progress";
    case errc::idempotency_key_reused:
      return "idempotency_key_reused";
    case errc::precondition_failed:
      return "precondition_failed";
    case errc::invalid_command:
      return "invalid_command";
    case errc::overloaded:
      return "overloaded";
    case errc::storage_full:
      return "storage_full";
    case errc::storage_failed:
      return "storage_failed";
    case errc::unavailable:
      return "unavailable";
    case errc::deadline_exceeded:
      return "deadline_exceeded";
    case errc::internal:
      return "internal";
  }
  return "internal";
}

/// Whether a request that ended so has had its definitive answer, so that its key keeps it.
/// Source: semantics.md, Checkout, step 5.
constexpr bool is_definitive(errc code) {
  switch (code) {
    case errc::cart_full:
    case errc::quantity_too_large:
    case errc::total_too_large:
    case errc::cart_empty:
    case errc::items_unavailable:
    case errc::total_changed:
    case errc::out_of_stock:
    case errc::stock_not_tracked:
    case errc::stock_too_low:
    case errc::stock_too_large:
    case errc::order_not_cancelable:
      return true;
    default:
      return false;
  }
}

/// A line that keeps a checkout from succeeding.
struct short_line {
  int64_t product_id = 0;
  int32_t requested = 0;
  /// Units that could be had, 0 for an archived product.
  int64_t available = 0;

  bool operator==(const short_line&) const = default;
};

/// An error with what a client needs to act on it. It travels as the context of a `caf::error`.
struct refusal {
  errc code = errc::internal;
  /// Of `out_of_stock`, `stock_too_low` and `items_unavailable`.
  std::vector<short_line> lines = {};
  /// The new total, of `total_changed`.
  std::optional<money> total = {};
  /// Whether this is the kept answer to an earlier request with the same key.
  bool replayed = false;

  bool operator==(const refusal&) const = default;
};

} // namespace souk

CAF_ERROR_CODE_ENUM(souk::errc, "souk")

namespace souk {

/// The error that carries `why` from actor to actor.
inline caf::error to_error(refusal why) {
  auto code = why.code;
  return caf::make_error(code, std::move(why));
}

/// What an error says in the shop's terms: `unavailable` where the actor asked is gone,
/// `deadline_exceeded` where the asker's own time limit was up, `internal` for whatever else is not
/// the shop's own.
inline refusal refusal_of(const caf::error& err) {
  if (err.category() == caf::atom("souk")) {
    if (err.context().match_elements<refusal>())
      return err.context().get_as<refusal>(0);
    return {static_cast<errc>(err.code())};
  }
  if (err == caf::sec::request_timeout)
    return {errc::deadline_exceeded};
  const bool gone = err == caf::sec::request_receiver_down || err == caf::sec::runtime_error
                    || err.category() == caf::atom("exit");
  return {gone ? errc::unavailable : errc::internal};
}

} // namespace souk

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(souk::refusal)
