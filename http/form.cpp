#include "http/form.hpp"

#include "http/token.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace souk {

namespace {

/// What a first byte says about its character: its bytes, and what its second byte may be. That
/// range is what excludes overlong forms, surrogates and everything above U+10FFFF.
struct utf8_form {
  std::size_t bytes;
  unsigned char second_min;
  unsigned char second_max;
};

utf8_form form_of(unsigned char first) {
  if (first < 0x80)
    return {1, 0, 0};
  if (first < 0xC2 || first > 0xF4)
    return {0, 0, 0};
  if (first < 0xE0)
    return {2, 0x80, 0xBF};
  if (first < 0xF0)
    return {3, static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
  return {4, static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
          static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

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

std::size_t utf8_character_bytes(std::string_view text) {
  if (text.empty())
    return 0;
  auto form = form_of(static_cast<unsigned char>(text[0]));
  if (form.bytes < 2)
    return form.bytes;
  if (text.size() < form.bytes)
    return 0;
  auto second = static_cast<unsigned char>(text[1]);
  if (second < form.second_min || second > form.second_max)
    return 0;
  auto rest = text.substr(2, form.bytes - 2);
  return consists_of<is_continuation>(rest) ? form.bytes : 0;
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    auto bytes = utf8_character_bytes(text);
    if (bytes == 0)
      return false;
    text.remove_prefix(bytes);
  }
  return true;
}

std::size_t utf8_length(std::string_view text) {
  auto continuations = std::count_if(text.begin(), text.end(), is_continuation);
  return text.size() - static_cast<std::size_t>(continuations);
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
