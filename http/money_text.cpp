#include "http/money_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

namespace souk {

namespace {

/// No int64 has more decimal digits in front of an exponent.
constexpr int exponent_max = 18;

/// Takes the digits the text starts with off it.
std::string_view take_digits(std::string_view& text) {
  auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits;
}

/// A number cut into the pieces of RFC 8259, 6; without its sign.
struct number_pieces {
  std::string_view whole;
  std::string_view fraction;
  /// With its sign; empty if there is none.
  std::string_view exponent;
};

/// Empty if the text is no such number.
std::optional<number_pieces> cut_number(std::string_view text) {
  number_pieces result;
  result.whole = take_digits(text);
  if (result.whole.empty() || (result.whole[0] == '0' && result.whole.size() > 1))
    return std::nullopt;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    result.fraction = take_digits(text);
    if (result.fraction.empty())
      return std::nullopt;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    result.exponent = text;
    if (text.starts_with('+') || text.starts_with('-'))
      text.remove_prefix(1);
    if (take_digits(text).empty())
      return std::nullopt;
  }
  return text.empty() ? std::optional{result} : std::nullopt;
}

/// Why a number with that exponent is no amount.
money_fault fault_of_exponent(std::string_view exponent) {
  if (exponent.starts_with('-'))
    return money_fault::too_many_decimals;
  if (exponent.starts_with('+'))
    exponent.remove_prefix(1);
  int value = 0;
  auto [end, err] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
  return err != std::errc{} || value > exponent_max ? money_fault::too_large
                                                    : money_fault::not_a_number;
}

/// Appends decimal digits to the number; false if it does not fit.
bool append_digits(std::int64_t& number, std::string_view digits) {
  return std::all_of(digits.begin(), digits.end(), [&number](char c) {
    return !__builtin_mul_overflow(number, 10, &number)
           && !__builtin_add_overflow(number, c - '0', &number);
  });
}

} // namespace

std::variant<money, money_fault> parse_money(std::string_view text, currency unit) {
  bool is_negative = text.starts_with('-');
  if (is_negative)
    text.remove_prefix(1);
  auto pieces = cut_number(text);
  if (!pieces)
    return money_fault::not_a_number;
  if (is_negative)
    return money_fault::negative;
  if (!pieces->exponent.empty())
    return fault_of_exponent(pieces->exponent);
  auto decimals = static_cast<std::size_t>(unit.decimals());
  auto kept = pieces->fraction.substr(0, decimals);
  if (pieces->fraction.find_first_not_of('0', kept.size()) != std::string_view::npos)
    return money_fault::too_many_decimals;
  constexpr std::string_view zeros = "0000";
  money result{0, unit};
  if (!append_digits(result.minor, pieces->whole) || !append_digits(result.minor, kept)
      || !append_digits(result.minor, zeros.substr(0, decimals - kept.size())))
    return money_fault::too_large;
  return result;
}

char* money_text::write_to(char* begin) const {
  auto magnitude = static_cast<std::uint64_t>(amount.minor);
  if (amount.minor < 0) {
    *begin++ = '-';
    magnitude = 0 - magnitude;
  }
  const int decimals = amount.unit.decimals();
  std::uint64_t majors = magnitude;
  for (int i = 0; i < decimals; ++i)
    majors /= 10;
  char* const end = decimal{majors}.write_to(begin);
  if (decimals == 0)
    return end;
  *end = '.';
  return write_digits(end + 1, static_cast<std::size_t>(decimals), magnitude);
}

} // namespace souk
