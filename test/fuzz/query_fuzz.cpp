#include "http/form.hpp"
#include "messages/utf8.hpp"
#include "test/fuzz/property.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace {

using namespace souk;
using souk::fuzz::must;

std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    result.append(1, '%').append(1, digits[byte / 16]).append(1, digits[byte % 16]);
  }
  return result;
}

/// The code point a text begins with and its bytes, by RFC 3629's table of bits; nothing else is
/// checked here. 0 bytes: the text does not begin with a character.
std::pair<char32_t, std::size_t> first_of(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t bytes = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (text.size() < bytes || (bytes > 1 && byte(0) < 0xC0) || byte(0) >= 0xF8)
    return {0, 0};
  char32_t point = bytes == 1 ? byte(0) : byte(0) & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80)
      return {0, 0};
    point = point * 64 + (byte(i) & 0x3F);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_character =
    point >= least[bytes] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
  return {point, is_character ? bytes : 0};
}

void check_utf8(std::string_view text) {
  std::size_t length = 0;
  auto rest = text;
  while (!rest.empty()) {
    const auto bytes = first_of(rest).second;
    must(utf8_character_bytes(rest) == bytes, "a character has its bytes");
    if (bytes == 0)
      break;
    rest.remove_prefix(bytes);
    ++length;
  }
  must(valid_utf8(text) == rest.empty(), "UTF-8 is what RFC 3629 says");
  must(!rest.empty() || utf8_length(text) == length, "characters are counted");
}

void check_decoding(std::string_view text) {
  const auto whole = percent_decode(encoded(text));
  must(whole.has_value() == valid_utf8(text), "all UTF-8 and nothing else may be encoded");
  must(!whole || *whole == text, "what was encoded is decoded");
  const auto decoded = percent_decode(text);
  if (!decoded)
    return;
  must(valid_utf8(*decoded), "what is decoded is UTF-8");
  must(percent_decode(encoded(*decoded)) == decoded, "it is decoded once");
  if (text.find('%') == std::string_view::npos)
    must(*decoded == text, "without escapes nothing changes");
}

void check_query(std::string_view query) {
  const auto parameters = parse_query(query);
  if (!parameters)
    return;
  must(parameters->size() <= query_parameters_max, "the parameters keep their limit");
  std::string again;
  std::size_t bytes = 0;
  for (auto& each : *parameters) {
    again += '&' + encoded(each.name) + '=' + encoded(each.value);
    bytes += each.name.size() + each.value.size();
  }
  must(bytes <= query.size(), "decoding makes nothing longer");
  must(parse_query(again) == parameters, "what was encoded is read");
  must(parse_query("&&" + again + "&") == parameters, "empty pieces are ignored");
  const auto pieces = static_cast<std::size_t>(std::count(query.begin(), query.end(), '&')) + 1;
  must(parameters->size() <= pieces, "there is no parameter without a piece");
}

void check_integer(std::string_view text) {
  const auto number = parse_integer(text);
  std::int64_t expected = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, expected);
  const bool is_one =
    !text.empty() && read.ec == std::errc{} && read.ptr == end && std::to_string(expected) == text;
  must(number.has_value() == is_one, "a whole number has one form");
  must(!number || *number == expected, "a whole number has its value");
  must(!number || is_whole_number(text), "a whole number is one of any size");
}

} // namespace

/// Any bytes as a query, a piece of a path, a text and a number.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  check_utf8(text);
  check_decoding(text);
  check_query(text);
  check_integer(text);
  return 0;
}
