#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace souk::sdk {

/// An amount of money: minor units (of USD: cents) of an ISO 4217 currency. Never floating point.
struct amount {
  // A constructor, because g++ 12 warns of aggregates of aggregates with a default text.
  amount(std::int64_t minor_units = 0, std::string code = "USD")
    : minor(minor_units), currency(std::move(code)) {}

  std::int64_t minor;
  /// Three capital letters; empty in an amount that is to be sent: the shop's, of two decimals.
  std::string currency;

  /// Reads `19.99`, `-3` or `20.0` exactly. Decimals the text lacks are zero; zeros beyond those of
  /// the currency are accepted. Nothing: the text is no such number (exponents, signs other than a
  /// minus, spaces, leading zeros), has more decimals than the currency, does not fit 64 bits, or
  /// the currency is not three capital letters.
  static std::optional<amount> parse(std::string_view text, std::string_view currency = "USD");

  /// The number with all decimals of its currency, without the currency: `19.99`, of JPY `500`, of
  /// KWD `1.500`. `parse` reads it back.
  std::string to_string() const;

  bool operator==(const amount&) const = default;
};

/// Digits behind the decimal point: JPY 0, USD 2, KWD 3. Range: 0..4. Source: ISO 4217, list one.
int currency_decimals(std::string_view currency);

/// The sum, or nothing where it does not fit 64 bits or the currencies differ.
std::optional<amount> checked_add(const amount& a, const amount& b);

/// The price of `quantity` units, or nothing where it does not fit 64 bits.
std::optional<amount> checked_multiply(const amount& price, std::int64_t quantity);

} // namespace souk::sdk
