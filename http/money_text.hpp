#pragma once

#include "http/append_all.hpp"
#include "messages/money.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace souk {

/// Why a text is no amount of money.
enum class money_fault {
  /// Not `digits[.digits]`; a number with an exponent that is not negative counts as this too.
  not_a_number,
  /// A number with a minus sign, -0 included.
  negative,
  /// A digit other than 0 behind the decimals of the currency, or a negative exponent.
  too_many_decimals,
  /// More than int64 minor units, or an exponent above 18.
  too_large,
};

/// Reads an amount from the characters of a JSON number or string; nothing passes through a double.
/// Accepts digits, optionally a point and digits, as in JSON without an exponent: no sign, no
/// space, no leading zero. Zeros behind the decimals of the currency are accepted (`10.0` in JPY).
/// Source: semantics.md, Money.
std::variant<money, money_fault> parse_money(std::string_view text, currency unit);

/// A piece of a text: an amount with all decimals of its currency, `19.99`, `20.00`, JPY `500`, KWD
/// `1.500`. Any int64 amount is printed exactly.
struct money_text {
  money amount;

  static constexpr std::size_t bytes_max() { return 22; }
  char* write_to(char* begin) const;
};

/// Appends the amount as `money_text` has it.
inline void append_money(std::string& out, money amount) {
  append_all(out, money_text{amount});
}

} // namespace souk
