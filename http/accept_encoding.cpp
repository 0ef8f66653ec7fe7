#include "http/accept_encoding.hpp"

#include "http/token.hpp"

#include <optional>

namespace souk {

namespace {

/// Weights in thousandths.
constexpr int weight_max = 1000;

/// Reads `0.5`: at most three decimals, and at most 1.
std::optional<int> read_weight(std::string_view text) {
  constexpr std::size_t longest = 5;
  if (text.empty() || text.size() > longest || (text.size() > 1 && text[1] != '.'))
    return std::nullopt;
  int weight = 0;
  int unit = weight_max;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 1)
      continue;
    if (text[i] < '0' || text[i] > '9')
      return std::nullopt;
    weight += (text[i] - '0') * unit;
    unit /= 10;
  }
  return weight <= weight_max ? std::optional{weight} : std::nullopt;
}

/// A member of the list: a coding and how much it is liked.
struct weighted {
  std::string_view coding;
  int weight = weight_max;
};

std::optional<weighted> read_member(std::string_view member) {
  const auto mark = member.find(';');
  weighted result{trimmed(member.substr(0, mark))};
  if (!is_token(result.coding))
    return std::nullopt;
  if (mark == std::string_view::npos)
    return result;
  const auto parameter = trimmed(member.substr(mark + 1));
  const auto weight = equals_ignoring_case(parameter.substr(0, 2), "q=")
                        ? read_weight(parameter.substr(2))
                        : std::nullopt;
  if (!weight)
    return std::nullopt;
  result.weight = *weight;
  return result;
}

} // namespace

gzip_wish gzip_wish_of(std::string_view accept_encoding) {
  std::optional<int> gzip;
  std::optional<int> identity;
  std::optional<int> others;
  for (auto rest = accept_encoding; !rest.empty();) {
    const auto comma = rest.find(',');
    const auto member = read_member(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    if (!member)
      continue;
    if (equals_ignoring_case(member->coding, "gzip")
        || equals_ignoring_case(member->coding, "x-gzip"))
      gzip = member->weight;
    else if (equals_ignoring_case(member->coding, "identity"))
      identity = member->weight;
    else if (member->coding == "*")
      others = member->weight;
  }
  const auto liking = gzip ? *gzip : others.value_or(0);
  if (liking == 0)
    return gzip_wish::no;
  // Without a word, plain bytes are acceptable, and liked least.
  const auto plain = identity ? identity : others;
  if (plain == 0)
    return gzip_wish::only;
  return liking >= plain.value_or(1) ? gzip_wish::yes : gzip_wish::no;
}

} // namespace souk
