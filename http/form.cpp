#include "http/form.hpp"

#include "http/token.hpp"
#include "messages/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace souk {

namespace {

/// Decodes `name=value`, or the name alone.
std::optional<query_parameter> decode_piece(std::string_view piece) {
  auto equals = piece.find('=');
  auto name = percent_decode(piece.substr(0, equals), plus_sign::space);
  auto value = equals == std::string_view::npos
                 ? std::string{}
                 : percent_decode(piece.substr(equals + 1), plus_sign::space);
  if (!name || !value)
    return std::nullopt;
  return query_parameter{std::move(*name), std::move(*value)};
}

} // namespace

std::optional<std::string> percent_decode(std::string_view text, plus_sign plus) {
  auto is_encoded = [](char c) { return c == '%' || c == '+'; };
  const auto encoded = std::find_if(text.begin(), text.end(), is_encoded);
  std::string result{text.begin(), encoded};
  result.reserve(text.size());
  for (auto i = result.size(); i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3)
        return std::nullopt;
      auto high = hex_value(text[i + 1]);
      auto low = hex_value(text[i + 2]);
      if (high < 0 || low < 0)
        return std::nullopt;
      result.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      result.push_back(text[i] == '+' && plus == plus_sign::space ? ' ' : text[i]);
    }
  }
  if (!valid_utf8(result))
    return std::nullopt;
  return result;
}

std::optional<std::vector<query_parameter>> parse_query(std::string_view query) {
  std::vector<query_parameter> result;
  while (!query.empty()) {
    auto piece = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(piece.size() + 1, query.size()));
    if (piece.empty())
      continue;
    auto parameter = decode_piece(piece);
    if (!parameter || result.size() == query_parameters_max)
      return std::nullopt;
    result.push_back(std::move(*parameter));
  }
  return result;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos
         && (text[0] != '0' || text.size() == 1);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (!is_whole_number(text) || text == "-0")
    return std::nullopt;
  std::int64_t result = 0;
  auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, result).ec != std::errc{})
    return std::nullopt;
  return result;
}

} // namespace souk
