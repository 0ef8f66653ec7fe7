#include "storage/record.hpp"

#include <charconv>
#include <stdexcept>

namespace souk {

namespace {

template <class Number>
Number parse(std::string_view digits) {
  Number result = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, result);
  if (digits.empty() || read.ec != std::errc{} || read.ptr != end)
    throw std::runtime_error{"A stored record has no number where one belongs."};
  return result;
}

} // namespace

std::string_view record_reader::text() {
  const auto colon = rest_.find(':');
  if (colon == std::string_view::npos)
    throw std::runtime_error{"A stored record ends too early."};
  const auto size = parse<std::size_t>(rest_.substr(0, colon));
  rest_.remove_prefix(colon + 1);
  if (size > rest_.size())
    throw std::runtime_error{"A stored record ends too early."};
  const auto result = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return result;
}

std::int64_t record_reader::integer() {
  return parse<std::int64_t>(text());
}

} // namespace souk
