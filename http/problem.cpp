#include "http/problem.hpp"

#include "http/json_writer.hpp"
#include "http/money_text.hpp"

#include <array>

namespace souk {

namespace {

const problem_kind product_unknown{"product_unknown", 404, "Unknown product",
                                   "There is no product with this id."};
const problem_kind order_unknown{"order_unknown", 404, "Unknown order",
                                 "This user has no order with this id."};
const problem_kind line_unknown{"line_unknown", 404, "Not in the cart",
                                "The product is not in this cart."};
const problem_kind cart_full{"cart_full", 409, "Cart full",
                             "A cart holds at most 200 different products."};
const problem_kind quantity_too_large{"quantity_too_large", 409, "Quantity too large",
                                      "A cart holds at most 10000 units of one product."};
const problem_kind total_too_large{"total_too_large", 409, "Total too large",
                                   "The total is larger than the shop can count."};
const problem_kind currency_mismatch{"currency_mismatch", 422, "Wrong currency",
                                     "The price is not in the shop's currency."};
const problem_kind cart_empty{"cart_empty", 409, "Cart empty",
                              "The cart is empty. Add a product before checking out."};
const problem_kind items_unavailable{
  "items_unavailable", 409, "Products unavailable",
  "Some products are no longer sold. Remove the lines named here and try again."};
const problem_kind total_changed{"total_changed", 409, "Total changed",
                                 "The total is no longer the expected one. Show the buyer the new "
                                 "total and try again with it."};
const problem_kind out_of_stock{"out_of_stock", 409, "Out of stock",
                                "There is not enough in stock of the lines named here. Nothing was "
                                "ordered; lower the quantities and try again."};
const problem_kind stock_not_tracked{
  "stock_not_tracked", 409, "Stock not tracked",
  "The stock of this product is not counted. Set its stock first, with PUT /products/{id}."};
const problem_kind stock_too_large{"stock_too_large", 409, "Stock too large",
                                   "There would be more on hand than the shop can count. Nothing "
                                   "was changed; correct what is on hand first."};
const problem_kind stock_too_low{"stock_too_low", 409, "Stock too low",
                                 "There is less on hand than this would take away. Nothing was "
                                 "changed."};
const problem_kind order_not_cancelable{"order_not_cancelable", 409, "Cannot be canceled",
                                        "The order is canceled already, or too far on its way."};
const problem_kind storage_full{"storage_full", 507, "Disk full",
                                "The shop's disk is full. Nothing was changed; try again when "
                                "there is space.",
                                30};
const problem_kind checkout_in_progress{
  "checkout_in_progress", 409, "Checkout in progress",
  "This cart is being checked out at this moment. Try again in a second.", 1};
const problem_kind request_in_progress{
  "request_in_progress", 409, "Request in progress",
  "A request with this Idempotency-Key is being worked on. Try again in a second.", 1};
const problem_kind idempotency_key_reused{
  "idempotency_key_reused", 422, "Key used before",
  "This Idempotency-Key was used for another request. Use a new key for a new request."};
const problem_kind precondition_failed{"precondition_failed", 412, "Changed meanwhile",
                                       "This is not, or no longer, what If-Match or If-None-Match "
                                       "asks for. Nothing was changed; read it "
                                       "again, and try again with the ETag of that answer."};
const problem_kind invalid_command{"invalid_command", 422, "Invalid command",
                                   "A value of the command is not one that it may have. Nothing "
                                   "was changed."};
const problem_kind overloaded{"overloaded", 503, "Overloaded",
                              "The server has too much to do. Nothing was changed; try again.", 1};
const problem_kind unavailable{"unavailable", 503, "Temporarily unavailable",
                               "A part of the shop is being restarted. Try again, with the same "
                               "Idempotency-Key if you sent one.",
                               1};
const problem_kind deadline_exceeded{
  "deadline_exceeded", 504, "No answer in time",
  "The request took too long and may or may not have had its effect. Try again, with the same "
  "Idempotency-Key if you sent one."};
const problem_kind internal{"internal", 500, "Internal error",
                            "Something went wrong inside the server. The request id helps to find "
                            "out what."};

constexpr std::string_view request_id_member = R"("request_id":"")";

/// "title":..., with the value escaped.
void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_json_string(out, name);
  out += ':';
  append_json_string(out, value);
}

void append_faults(std::string& out, const std::vector<field_fault>& faults) {
  out += ",\"errors\":[";
  for (auto& fault : faults) {
    out += &fault == faults.data() ? "{" : ",{";
    append_member(out, "pointer", fault.pointer);
    out += ',';
    append_member(out, "code", fault.code);
    out += ',';
    append_member(out, "detail", fault.detail);
    out += '}';
  }
  out += ']';
}

/// A problem's body but for the closing brace; the request's id is put into it when it is sent.
std::string begin_problem(const problem_kind& kind, std::string_view detail) {
  std::string out = "{\"type\":\"/problems/";
  out += kind.code;
  out += "\",";
  append_member(out, "title", kind.title);
  out += ",\"status\":";
  append_int(out, kind.status);
  out += ',';
  append_member(out, "detail", detail.empty() ? kind.detail : detail);
  out += ',';
  append_member(out, "code", kind.code);
  out += ',';
  out += request_id_member;
  return out;
}

http_answer finish_problem(const problem_kind& kind, std::string body) {
  body += '}';
  // The title and the detail stand before it, and no text in JSON has a quote of its own.
  const auto id_at = body.find(request_id_member) + request_id_member.size() - 1;
  http_answer result{kind.status, problem_type, std::move(body)};
  result.request_id_at = id_at;
  if (kind.retry_after > 0)
    result.with("Retry-After", std::to_string(kind.retry_after));
  return result;
}

} // namespace

const problem_kind& problem_of(errc code) {
  switch (code) {
    case errc::product_unknown:
      return product_unknown;
    case errc::order_unknown:
      return order_unknown;
    case errc::line_unknown:
      return line_unknown;
    case errc::cart_full:
      return cart_full;
    case errc::quantity_too_large:
      return quantity_too_large;
    case errc::total_too_large:
      return total_too_large;
    case errc::currency_mismatch:
      return currency_mismatch;
    case errc::cart_empty:
      return cart_empty;
    case errc::items_unavailable:
      return items_unavailable;
    case errc::total_changed:
      return total_changed;
    case errc::out_of_stock:
      return out_of_stock;
    case errc::stock_not_tracked:
      return stock_not_tracked;
    case errc::stock_too_low:
      return stock_too_low;
    case errc::stock_too_large:
      return stock_too_large;
    case errc::order_not_cancelable:
      return order_not_cancelable;
    case errc::storage_full:
      return storage_full;
    case errc::checkout_in_progress:
      return checkout_in_progress;
    case errc::request_in_progress:
      return request_in_progress;
    case errc::idempotency_key_reused:
      return idempotency_key_reused;
    case errc::precondition_failed:
      return precondition_failed;
    case errc::invalid_command:
      return invalid_command;
    case errc::overloaded:
      return overloaded;
    case errc::unavailable:
      return unavailable;
    case errc::deadline_exceeded:
      return deadline_exceeded;
    case errc::internal:
      return internal;
  }
  return internal;
}

std::span<const problem_kind* const> all_problems() {
  static const std::array kinds{&problems::malformed_request,
                                &problems::invalid_request,
                                &problems::route_unknown,
                                &problems::method_not_allowed,
                                &problems::body_too_large,
                                &problems::target_too_long,
                                &problems::fields_too_large,
                                &problems::not_json,
                                &problems::rate_limited,
                                &problems::shutting_down,
                                &problems::request_timeout,
                                &problems::expectation_failed,
                                &problems::method_unknown,
                                &problems::coding_unknown,
                                &problems::version_unsupported,
                                &problems::too_many_connections,
                                &problems::tls_required,
                                &product_unknown,
                                &order_unknown,
                                &line_unknown,
                                &cart_full,
                                &quantity_too_large,
                                &total_too_large,
                                &currency_mismatch,
                                &cart_empty,
                                &items_unavailable,
                                &total_changed,
                                &out_of_stock,
                                &stock_not_tracked,
                                &stock_too_low,
                                &stock_too_large,
                                &order_not_cancelable,
                                &storage_full,
                                &checkout_in_progress,
                                &request_in_progress,
                                &idempotency_key_reused,
                                &precondition_failed,
                                &invalid_command,
                                &overloaded,
                                &unavailable,
                                &deadline_exceeded,
                                &internal};
  return kinds;
}

http_answer problem_answer(const problem_kind& kind, std::string_view detail,
                           const std::vector<field_fault>& faults) {
  auto body = begin_problem(kind, detail);
  append_faults(body, faults);
  return finish_problem(kind, std::move(body));
}

http_answer problem_answer(const refusal& why) {
  auto& kind = problem_of(why.code);
  auto body = begin_problem(kind, {});
  append_faults(body, {});
  if (!why.lines.empty()) {
    body += ",\"lines\":[";
    for (auto& line : why.lines) {
      body += &line == why.lines.data() ? "{\"product_id\":" : ",{\"product_id\":";
      append_int(body, line.product_id);
      body += ",\"requested\":";
      append_int(body, line.requested);
      body += ",\"available\":";
      append_int(body, line.available);
      body += '}';
    }
    body += ']';
  }
  if (why.total) {
    body += ",\"total\":";
    append_money(body, *why.total);
    body += ',';
    append_member(body, "currency", why.total->unit.name());
  }
  auto result = finish_problem(kind, std::move(body));
  if (why.replayed)
    result.with("Idempotency-Replayed", "true");
  return result;
}

} // namespace souk
