#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace souk {

/// What writes itself: at most `bytes_max()` characters, to where there is room for so many.
/// `write_to` returns where they end.
template <class T>
concept text_piece = requires(const T& piece, char* begin) {
  { piece.bytes_max() } -> std::convertible_to<std::size_t>;
  { piece.write_to(begin) } -> std::same_as<char*>;
};

/// Copies the text to where there is room for it; returns where its copy ends. Inlined, as
/// string_view's own copy never is.
inline char* copy_to(char* begin, std::string_view text) {
  std::char_traits<char>::copy(begin, text.data(), text.size());
  return begin + text.size();
}

/// A text as it is.
struct copied {
  std::string_view text;

  constexpr std::size_t bytes_max() const { return text.size(); }
  char* write_to(char* begin) const { return copy_to(begin, text); }
};

/// A whole number in decimal digits, of which the least int64 has the most characters.
template <std::integral Number>
struct decimal {
  Number number;

  static constexpr std::size_t bytes_max() { return 20; }
  char* write_to(char* begin) const {
    return std::to_chars(begin, begin + bytes_max(), number).ptr;
  }
};

template <std::integral Number>
decimal(Number) -> decimal<Number>;

/// Writes the last `width` decimal digits of a number, zeros in front; returns where they end.
inline char* write_digits(char* begin, std::size_t width, std::uint64_t number) {
  for (auto* at = begin + width; at != begin; number /= 10)
    *--at = static_cast<char>('0' + number % 10);
  return begin + width;
}

/// The last `width` decimal digits of a number, zeros in front.
template <std::size_t width>
struct padded {
  std::uint64_t number;

  static constexpr std::size_t bytes_max() { return width; }
  char* write_to(char* begin) const { return write_digits(begin, width, number); }
};

/// Of a literal the size is known when it is compiled, without the zero at its end.
template <std::size_t size>
constexpr copied piece_of(const char (&literal)[size]) {
  return {{literal, size - 1}};
}
constexpr copied piece_of(std::string_view text) {
  return {text};
}
constexpr const auto& piece_of(const text_piece auto& piece) {
  return piece;
}

/// Appends the pieces, one behind the other. An answer has dozens of them, and to append each to
/// the text for itself takes three times as long.
template <class... Pieces>
void append_all(std::string& out, const Pieces&... pieces) {
  const auto at = out.size();
  out.resize(at + (piece_of(pieces).bytes_max() + ...));
  auto* end = out.data() + at;
  ((end = piece_of(pieces).write_to(end)), ...);
  out.resize(static_cast<std::size_t>(end - out.data()));
}

} // namespace souk
