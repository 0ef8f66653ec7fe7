#include "http/request_id.hpp"

#include "http/token.hpp"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <random>

namespace souk {

namespace {

std::string random_prefix() {
  std::random_device entropy;
  char text[18];
  std::snprintf(text, sizeof text, "%08x%08x-", static_cast<unsigned>(entropy()),
                static_cast<unsigned>(entropy()));
  return text;
}

/// At least eight digits, so that the names of a run are of one length.
void append_hex(std::string& out, std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  int shift = 28;
  while (shift < 60 && number >> shift > 0xf)
    shift += 4;
  for (; shift >= 0; shift -= 4)
    out += digits[number >> shift & 0xf];
}

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
         || c == '_' || c == '-';
}

} // namespace

std::string next_request_id() {
  constexpr std::size_t enough = 32;
  static const std::string prefix = random_prefix();
  static std::atomic<std::uint64_t> count{0};
  std::string id;
  id.reserve(enough);
  id += prefix;
  append_hex(id, ++count);
  return id;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= request_id_characters_max
         && consists_of<is_id_character>(text);
}

} // namespace souk
