#include "http/request_id.hpp"

#include "http/hex.hpp"
#include "http/token.hpp"
#include "messages/random_bits.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>

namespace souk {

namespace {

std::string random_prefix() {
  std::string text;
  append_hex(text, random_bits(), 16);
  return text += '-';
}

/// At least eight digits, so that the names of a run are of one length.
std::size_t digits_of(std::uint64_t number) {
  const auto bits = static_cast<std::size_t>(std::bit_width(number));
  return std::max<std::size_t>(8, (bits + 3) / 4);
}

bool is_id_character(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

} // namespace

std::string next_request_id() {
  constexpr std::size_t enough = 32;
  static const std::string prefix = random_prefix();
  static std::atomic<std::uint64_t> count{0};
  std::string id;
  id.reserve(enough);
  id += prefix;
  const auto number = ++count;
  append_hex(id, number, digits_of(number));
  return id;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= request_id_characters_max
         && consists_of<is_id_character>(text);
}

} // namespace souk
