#include "sdk/amount.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace souk::sdk {

namespace {

/// Every currency whose minor unit is not a hundredth.
struct unusual_currency {
  std::string_view code;
  int decimals;
};

constexpr std::array unusual_currencies{
  unusual_currency{"BIF", 0}, unusual_currency{"CLP", 0}, unusual_currency{"DJF", 0},
  unusual_currency{"GNF", 0}, unusual_currency{"ISK", 0}, unusual_currency{"JPY", 0},
  unusual_currency{"KMF", 0}, unusual_currency{"KRW", 0}, unusual_currency{"PYG", 0},
  unusual_currency{"RWF", 0}, unusual_currency{"UGX", 0}, unusual_currency{"UYI", 0},
  unusual_currency{"VND", 0}, unusual_currency{"VUV", 0}, unusual_currency{"XAF", 0},
  unusual_currency{"XOF", 0}, unusual_currency{"XPF", 0}, unusual_currency{"BHD", 3},
  unusual_currency{"IQD", 3}, unusual_currency{"JOD", 3}, unusual_currency{"KWD", 3},
  unusual_currency{"LYD", 3}, unusual_currency{"OMR", 3}, unusual_currency{"TND", 3},
  unusual_currency{"CLF", 4}, unusual_currency{"UYW", 4}};

bool is_currency(std::string_view text) {
  return text.size() == 3
         && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Takes the digits the text starts with off it.
std::string_view take_digits(std::string_view& text) {
  auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits;
}

/// Appends decimal digits to the number, away from zero; false if it does not fit.
bool append_digits(std::int64_t& number, std::string_view digits, int sign) {
  return std::all_of(digits.begin(), digits.end(), [&number, sign](char c) {
    return !__builtin_mul_overflow(number, 10, &number)
           && !__builtin_add_overflow(number, sign * (c - '0'), &number);
  });
}

} // namespace

int currency_decimals(std::string_view currency) {
  auto found = std::find_if(unusual_currencies.begin(), unusual_currencies.end(),
                            [currency](const auto& each) { return each.code == currency; });
  return found == unusual_currencies.end() ? 2 : found->decimals;
}

std::optional<amount> amount::parse(std::string_view text, std::string_view currency) {
  if (!is_currency(currency))
    return std::nullopt;
  int sign = text.starts_with('-') ? -1 : 1;
  if (sign < 0)
    text.remove_prefix(1);
  auto whole = take_digits(text);
  bool has_point = text.starts_with('.');
  if (has_point)
    text.remove_prefix(1);
  auto fraction = take_digits(text);
  if (whole.empty() || (whole[0] == '0' && whole.size() > 1) || fraction.empty() == has_point
      || !text.empty())
    return std::nullopt;
  auto decimals = static_cast<std::size_t>(currency_decimals(currency));
  auto kept = std::string{fraction.substr(0, decimals)};
  if (fraction.find_first_not_of('0', kept.size()) != std::string_view::npos)
    return std::nullopt;
  kept.resize(decimals, '0');
  amount result{0, std::string{currency}};
  if (!append_digits(result.minor, whole, sign) || !append_digits(result.minor, kept, sign))
    return std::nullopt;
  return result;
}

std::string amount::to_string() const {
  auto text = std::to_string(minor);
  auto decimals = static_cast<std::size_t>(currency_decimals(currency));
  if (decimals == 0)
    return text;
  std::size_t start = minor < 0 ? 1 : 0;
  if (text.size() - start <= decimals)
    text.insert(start, decimals + 1 - (text.size() - start), '0');
  text.insert(text.size() - decimals, 1, '.');
  return text;
}

std::optional<amount> checked_add(const amount& a, const amount& b) {
  amount sum{0, a.currency};
  if (a.currency != b.currency || __builtin_add_overflow(a.minor, b.minor, &sum.minor))
    return std::nullopt;
  return sum;
}

std::optional<amount> checked_multiply(const amount& price, std::int64_t quantity) {
  amount product{0, price.currency};
  if (__builtin_mul_overflow(price.minor, quantity, &product.minor))
    return std::nullopt;
  return product;
}

} // namespace souk::sdk
