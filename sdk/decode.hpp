#pragma once

#include "sdk/error.hpp"
#include "sdk/json_value.hpp"
#include "sdk/types.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace souk::sdk {

/// An answer that is not what its endpoint promises. `what()` names the member.
class decode_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

// Each of these throws decode_error where a member is missing or of another type than
// semantics.md, Endpoints, says. Members unknown here are passed over, so that a later shop may
// add some.

health_report decode_health(const json_value& from);
product decode_product(const json_value& from);
std::vector<product> decode_products(const json_value& from);
cart decode_cart(const json_value& from);
order decode_order(const json_value& from);
std::vector<order> decode_orders(const json_value& from);
stock decode_stock(const json_value& from);
stock_moved decode_stock_moved(const json_value& from);
std::vector<event> decode_events(const json_value& from);

/// Reads what there is of a problem; whatever is missing or odd stays empty. Never throws
/// decode_error: the status says enough.
problem decode_problem(int status, std::string_view body);

/// Reads a time like `2026-01-02T03:04:05.678Z` (RFC 3339 in UTC); digits beyond milliseconds are
/// cut off. Nothing for anything else.
std::optional<time_point> parse_time(std::string_view text);

/// Reads a whole number in decimal digits. Nothing for anything else, such as `2.0` and `1e3`.
std::optional<std::int64_t> parse_integer(std::string_view text);

} // namespace souk::sdk
