#include "main/nearest_name.hpp"

#include <algorithm>

namespace souk {

namespace {

/// Source: Damerau, A technique for computer detection and correction of spelling errors (1964), as
/// optimal string alignment: no letter is touched twice.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto columns = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * columns);
  const auto at = [&](std::size_t i, std::size_t j) -> auto& {
    return table[i * columns + j];
  };
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        at(i, j) = i + j;
        continue;
      }
      const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + differs});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.size(), b.size());
}

} // namespace

std::string nearest_name(std::string_view given, const std::vector<std::string>& known) {
  // Longer than any name; what is compared is a table of this size squared.
  constexpr std::size_t letters_max = 100;
  if (given.size() > letters_max)
    return {};
  std::string result;
  auto least = std::max<std::size_t>(1, given.size() / 3) + 1;
  for (auto& each : known) {
    const auto found = distance(given, each);
    if (found < least) {
      least = found;
      result = each;
    }
  }
  return result;
}

} // namespace souk
