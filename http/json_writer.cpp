#include "http/json_writer.hpp"

#include "http/append_all.hpp"
#include "http/hex.hpp"
#include "messages/utf8.hpp"

#include <cstddef>

namespace souk {

namespace {

bool is_unescaped(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  if (auto short_form = escaped.find(c); short_form != std::string_view::npos) {
    out += '\\';
    out += letters[short_form];
    return;
  }
  out += "\\u00";
  append_hex(out, static_cast<unsigned char>(c), 2);
}

/// The last digits of a part of a time, which is never negative.
template <std::size_t width>
padded<width> digits_of(auto part) {
  return {static_cast<std::uint64_t>(part)};
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  out += '"';
  std::size_t begin = 0; // of what is appended unchanged
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_unescaped(text[at])) {
      ++at;
      continue;
    }
    bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
    auto bytes = is_ascii ? 0 : utf8_character_bytes(text.substr(at));
    if (bytes > 0) {
      at += bytes;
      continue;
    }
    out.append(text, begin, at - begin);
    if (is_ascii)
      append_escape(out, text[at]);
    else
      out += replacement;
    begin = ++at;
  }
  out.append(text, begin);
  out += '"';
}

void append_int(std::string& out, std::int64_t number) {
  append_all(out, decimal{number});
}

void append_time(std::string& out, std::chrono::system_clock::time_point time) {
  using namespace std::chrono;
  auto day = floor<days>(time);
  year_month_day date{day};
  hh_mm_ss clock{floor<milliseconds>(time - day)};
  append_all(out, "\"", digits_of<4>(static_cast<int>(date.year())), "-",
             digits_of<2>(static_cast<unsigned>(date.month())), "-",
             digits_of<2>(static_cast<unsigned>(date.day())), "T",
             digits_of<2>(clock.hours().count()), ":", digits_of<2>(clock.minutes().count()), ":",
             digits_of<2>(clock.seconds().count()), ".", digits_of<3>(clock.subseconds().count()),
             "Z\"");
}

} // namespace souk
