#include "http/observe/shown_target.hpp"

#include "http/token.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace souk {

namespace {

constexpr std::string_view redacted = "REDACTED";

/// The names whose values are no secrets as long as they are numbers.
constexpr std::array<std::string_view, 5> number_names{"limit", "after", "before", "product_id",
                                                       "quantity"};

/// What may stand in a line as it is: visible ASCII but for what JSON escapes.
constexpr bool is_plain(char c) {
  return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/// Of a path, what needs no second look either: an @ or a percent sign may be part of an address,
/// and a question mark ends it.
constexpr bool is_plain_in_path(char c) {
  return is_plain(c) && c != '@' && c != '%' && c != '?';
}

void append_visible(std::string& out, std::string_view text) {
  append_all(out, visible_text{text});
}

/// Calls `visit` for each piece of the text between those marks.
template <class Visit>
void for_each_piece(std::string_view text, char mark, Visit visit) {
  for (;;) {
    const auto end = text.find(mark);
    visit(text.substr(0, end));
    if (end == std::string_view::npos)
      return;
    text.remove_prefix(end + 1);
  }
}

/// A name that a program chose, and no person typed.
bool is_plain_name(std::string_view name) {
  constexpr std::size_t bytes_max = 32;
  return !name.empty() && name.size() <= bytes_max
         && std::all_of(name.begin(), name.end(),
                        [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

bool is_shown_number(std::string_view name, std::string_view value) {
  constexpr std::size_t digits_max = 20;
  return std::find(number_names.begin(), number_names.end(), name) != number_names.end()
         && value.size() <= digits_max && consists_of<is_digit>(value);
}

void append_parameter(std::string& out, std::string_view piece) {
  const auto equals = piece.find('=');
  const auto name = piece.substr(0, equals);
  if (equals == std::string_view::npos || !is_plain_name(name)) {
    out += piece.empty() ? std::string_view{} : redacted;
    return;
  }
  const auto value = piece.substr(equals + 1);
  out += name;
  out += '=';
  out += is_shown_number(name, value) ? value : redacted;
}

void append_path(std::string& out, std::string_view path) {
  // Where there is a percent sign there may be an @ behind it, encoded once or twice.
  if (path.find('@') == std::string_view::npos && path.find('%') == std::string_view::npos)
    return append_visible(out, path);
  const auto begin = out.size();
  auto between = std::string_view{};
  for_each_piece(path, '/', [&](std::string_view segment) {
    if (out.size() - begin > shown_bytes_max)
      return;
    out += between;
    between = "/";
    const bool is_encoded = segment.find('%') != std::string_view::npos;
    const bool is_address = segment.find('@') != std::string_view::npos
                            || (is_encoded && segment.find("40") != std::string_view::npos);
    append_visible(out, is_address ? redacted : segment);
    if (out.size() - begin > shown_bytes_max)
      out += "...";
  });
}

/// Whether nothing of it is hidden, encoded or cut.
bool is_shown_as_it_is(std::string_view target) {
  return target.size() <= shown_bytes_max && consists_of<is_listed<is_plain_in_path>>(target);
}

std::string make_shown(std::string_view target) {
  std::string out;
  out.reserve(std::min(target.size(), shown_bytes_max) + redacted.size());
  const auto mark = target.find('?');
  append_path(out, target.substr(0, mark));
  if (mark == std::string_view::npos)
    return out;
  const auto begin = out.size();
  char between = '?';
  for_each_piece(target.substr(mark + 1), '&', [&](std::string_view piece) {
    if (out.size() - begin > shown_bytes_max)
      return;
    out += between;
    between = '&';
    append_parameter(out, piece);
    if (out.size() - begin > shown_bytes_max)
      out += "...";
  });
  return out;
}

} // namespace

char* visible_text::write_to(char* begin) const {
  constexpr std::string_view hex = "0123456789ABCDEF";
  const auto shown = text.substr(0, shown_bytes_max);
  const auto usual = leading<is_listed<is_plain>>(shown);
  auto* end = copy_to(begin, shown.substr(0, usual));
  for (char c : shown.substr(usual)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c))
      *end++ = c;
    else
      for (char each : {'%', hex[byte >> 4], hex[byte & 0x0F]})
        *end++ = each;
  }
  return text.size() > shown_bytes_max ? copy_to(end, "...") : end;
}

shown_target::shown_target(std::string_view target)
  : made_(is_shown_as_it_is(target) ? std::string{} : make_shown(target)),
    text_(made_.empty() ? target : std::string_view{made_}) {}

} // namespace souk
