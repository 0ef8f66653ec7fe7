#pragma once

#include "http/route.hpp"

/// The parameters, and the ways of delivery, that several routes share.

namespace souk {

inline constexpr std::string_view id_schema = R"({"type":"integer","format":"int64","minimum":1})";
inline constexpr std::string_view limit_schema =
  R"({"type":"integer","minimum":1,"maximum":1000,"default":100})";
inline constexpr std::string_view quantity_schema =
  R"({"type":"integer","minimum":1,"maximum":10000,"default":1})";
inline constexpr std::string_view user_schema =
  R"({"type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z0-9._@:-]+$"})";

inline constexpr parameter product_in_path{"product_id", parameter_place::path, true,
                                           "The product's id.", id_schema};
inline constexpr parameter order_in_path{"order_id", parameter_place::path, true, "The order's id.",
                                         id_schema};
inline constexpr parameter user_in_query{"user_id", parameter_place::query, true,
                                         "Whose cart or orders.", user_schema};
inline constexpr parameter page_limit{
  "limit", parameter_place::query, false,
  "How many to return at most; a page of long texts, orders or events has fewer.", limit_schema};
inline constexpr parameter key_in_header{
  "Idempotency-Key", parameter_place::header, false,
  "1 to 255 visible ASCII characters. The same key with the same request gets the first answer "
  "again, so that a request whose answer was lost can be repeated safely for 24 hours."};
inline constexpr parameter if_none_match{
  "If-None-Match", parameter_place::header, false,
  "The ETag of an answer that the client has: if nothing has changed since, 304 says so."};
inline constexpr parameter if_still{
  "If-Match", parameter_place::header, false,
  "The ETag of an answer that the client has: if anything has changed since, 412 says so."};
inline constexpr parameter if_match{
  "If-Match", parameter_place::header, false,
  "The ETag of the product as the client has seen it. If the product or its stock has changed "
  "since, nothing is changed. A tag of another product, or of the shop before it was restored from "
  "a backup, will not do. `If-None-Match: *` asks for a product that is not there."};
inline constexpr parameter if_cart_matches{
  "If-Match", parameter_place::header, false,
  "The ETag of the cart as the client has seen it. If its lines have changed since, or are being "
  "checked out, nothing is changed. Prices are not the cart's own: expected_total guards them. "
  "`If-None-Match: *` asks for a cart that nothing was ever put into."};
inline constexpr parameter if_order_matches{
  "If-Match", parameter_place::header, false,
  "The ETag of the order as the client has seen it. If its status has changed since, nothing is "
  "changed."};

/// Of what may change at any time: a client may keep it, but asks again each time.
inline constexpr delivery asked_again{"no-cache", true};
/// As above, but for nobody else.
inline constexpr delivery asked_again_by_its_user{"private, no-cache", true};

} // namespace souk
