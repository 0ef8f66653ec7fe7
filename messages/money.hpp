#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace souk {

/// The letters of a currency as one number, which is quicker to tell from others.
constexpr std::uint32_t packed(std::string_view letters) {
  std::uint32_t result = 0;
  for (char letter : letters)
    result = result << 8 | static_cast<unsigned char>(letter);
  return result;
}

/// An ISO 4217 currency by its three letters.
struct currency {
  std::array<char, 3> code = {'U', 'S', 'D'};

  constexpr std::string_view name() const { return {code.data(), code.size()}; }

  /// Digits behind the decimal point of the major unit, 0..4.
  /// Source: ISO 4217, list one; every currency not named here has 2.
  constexpr int decimals() const {
    switch (packed(name())) {
      case packed("BIF"):
      case packed("CLP"):
      case packed("DJF"):
      case packed("GNF"):
      case packed("ISK"):
      case packed("JPY"):
      case packed("KMF"):
      case packed("KRW"):
      case packed("PYG"):
      case packed("RWF"):
      case packed("UGX"):
      case packed("UYI"):
      case packed("VND"):
      case packed("VUV"):
      case packed("XAF"):
      case packed("XOF"):
      case packed("XPF"):
        return 0;
      case packed("BHD"):
      case packed("IQD"):
      case packed("JOD"):
      case packed("KWD"):
      case packed("LYD"):
      case packed("OMR"):
      case packed("TND"):
        return 3;
      case packed("CLF"):
      case packed("UYW"):
        return 4;
      default:
        return 2;
    }
  }

  bool operator==(const currency&) const = default;
};

/// The currency named by three capital letters, or nothing.
constexpr std::optional<currency> parse_currency(std::string_view letters) {
  currency result;
  if (letters.size() != result.code.size())
    return std::nullopt;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] < 'A' || letters[i] > 'Z')
      return std::nullopt;
    result.code[i] = letters[i];
  }
  return result;
}

/// An amount in minor units (of USD: cents). Never floating point.
struct money {
  int64_t minor = 0;
  currency unit = {};

  bool operator==(const money&) const = default;
};

/// The sum, or nothing where it does not fit 64 bits or the currencies differ.
constexpr std::optional<money> checked_add(money a, money b) {
  money sum{0, a.unit};
  if (a.unit != b.unit || __builtin_add_overflow(a.minor, b.minor, &sum.minor))
    return std::nullopt;
  return sum;
}

/// The price of `quantity` units, or nothing where it does not fit 64 bits.
constexpr std::optional<money> checked_multiply(money price, int64_t quantity) {
  money product{0, price.unit};
  if (__builtin_mul_overflow(price.minor, quantity, &product.minor))
    return std::nullopt;
  return product;
}

} // namespace souk
