#pragma once

#include "sdk/error.hpp"
#include "sdk/types.hpp"

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace souk::demo {

/// The shop did something else than it should. `what()` says what was expected and what came.
class surprise : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

std::string show(bool value);
std::string show(const std::string& text);
/// `19.99 USD`.
std::string show(const sdk::amount& money);
/// Stock; nothing: it is not tracked.
std::string show(const std::optional<std::int64_t>& units);

template <std::integral T>
std::string show(T value) {
  return std::to_string(value);
}

/// `#1 "Lamp" at 19.99 USD, stock 3, version 1`.
std::string show(const sdk::product& product);
/// `1 line(s) of ann, 19.99 USD, 0 warning(s)`.
std::string show(const sdk::cart& cart);
/// `#1 of ann, 19.99 USD, placed, 1 line(s)`.
std::string show(const sdk::order& order);

template <class T>
std::string show(const std::vector<T>& values) {
  std::string text;
  for (auto& value : values)
    text += (text.empty() ? "" : ", ") + show(value);
  return text.empty() ? "none" : text;
}

/// Throws surprise unless both are equal.
template <class T>
void expect(std::string_view what, const std::type_identity_t<T>& expected, const T& actual) {
  if (actual == expected)
    return;
  const auto wanted = show(expected), got = show(actual);
  throw surprise{std::string{what} + ": expected " + wanted + ", got "
                 + (got == wanted ? "it with another field changed" : got)};
}

/// The refusal that the action ends with. Throws surprise if it is another one, or none.
api_error expect_refusal(int status, std::string_view code, const std::function<void()>& action);

} // namespace souk::demo
