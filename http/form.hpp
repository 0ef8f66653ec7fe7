#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// A query may have this many parameters.
inline constexpr std::size_t query_parameters_max = 64;

/// What a plus sign means: itself in a path, a space in a query.
enum class plus_sign { literal, space };

/// Undoes percent-encoding, once. Empty if an escape is not `%` and two hexadecimal digits, or if
/// the result is not valid UTF-8. U+0000 is passed on. Source: RFC 3986, 2.1.
std::optional<std::string> percent_decode(std::string_view text,
                                          plus_sign plus = plus_sign::literal);

/// One `name=value` of a query, decoded.
struct query_parameter {
  std::string name = {};
  std::string value = {};
  bool operator==(const query_parameter&) const = default;
};

/// Splits and decodes a query (without its `?`) in the order given; a name may come twice. A piece
/// without `=` has an empty value; empty pieces are ignored. Empty if a piece cannot be decoded or
/// there are more than `query_parameters_max`.
std::optional<std::vector<query_parameter>> parse_query(std::string_view query);

/// Whether the text is a whole number as JSON writes one, of any size: digits without a leading
/// zero, perhaps behind a minus sign.
bool is_whole_number(std::string_view text);

/// Reads a whole number in decimal digits, with a minus sign below zero. Empty for anything else: a
/// plus sign, spaces, leading zeros, `-0`, or a number beyond int64.
std::optional<std::int64_t> parse_integer(std::string_view text);

} // namespace souk
