#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace souk {

/// Copies the text to where there is room for it; returns where its copy ends. Inlined, as
/// string_view's own copy never is.
inline char* copy_to(char* begin, std::string_view text) {
  std::char_traits<char>::copy(begin, text.data(), text.size());
  return begin + text.size();
}

/// A text of at most that many bytes, on the stack: what pieces for `append_all` are made of.
template <std::size_t bytes_max>
class stack_text {
public:
  stack_text(const stack_text&) = delete;
  stack_text& operator=(const stack_text&) = delete;

  operator std::string_view() const {
    return {text_.data(), static_cast<std::size_t>(end_ - text_.data())};
  }

protected:
  stack_text() = default;

  /// There must be room for it.
  void add(char c) { *end_++ = c; }
  /// Of a text that has no room the end is left out; of a number, all.
  void add(std::string_view text) { end_ = copy_to(end_, text.substr(0, room())); }
  void add(std::integral auto number) { end_ = std::to_chars(end_, end_ + room(), number).ptr; }

private:
  std::size_t room() const { return static_cast<std::size_t>(text_.data() + bytes_max - end_); }

  std::array<char, bytes_max> text_;
  char* end_ = text_.data();
};

/// A whole number in decimal digits, of which the least int64 has the most characters.
class decimal : public stack_text<20> {
public:
  explicit decimal(std::integral auto number) { add(number); }
};

/// A piece as it is copied: of a literal the size is known when it is compiled, without the zero at
/// its end.
template <std::size_t size>
constexpr std::string_view piece_of(const char (&literal)[size]) {
  return {literal, size - 1};
}
constexpr std::string_view piece_of(std::string_view text) {
  return text;
}

/// Appends the pieces, one behind the other. An answer has dozens of them, and to append each to
/// the text for itself takes three times as long.
template <class... Pieces>
void append_all(std::string& out, const Pieces&... pieces) {
  const auto at = out.size();
  out.resize(at + (piece_of(pieces).size() + ...));
  auto* end = out.data() + at;
  ((end = copy_to(end, piece_of(pieces))), ...);
}

} // namespace souk
