#pragma once

#include "sdk/types.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace souk::sdk {

/// Escapes everything but the unreserved characters of RFC 3986, 2.3, so that the text can be a
/// piece of a path or a value of a query.
std::string percent_encode(std::string_view text);

/// A field value that the shop reads as that very Idempotency-Key: it takes a bare one and, behind
/// a double quote, a structured-field string. Source: RFC 8941, 3.3.3.
std::string encode_key(std::string_view key);

// Bodies as semantics.md, Endpoints, describes them. Amounts are JSON numbers written from their
// digits, beside their currency. Texts that are not UTF-8 are sent as they are; the shop refuses
// them.

std::string encode_product(const new_product& product);
std::string encode_changes(const product_changes& changes);
std::string encode_agreement(const amount& expected_total);
std::string encode_movement(std::string_view type, std::int64_t quantity, std::string_view reason);

} // namespace souk::sdk
