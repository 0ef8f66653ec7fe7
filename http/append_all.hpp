#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace souk {

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

  void add(char c) { *end_++ = c; }
  void add(std::string_view text) { end_ += text.copy(end_, room()); }
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

/// Appends the pieces, one behind the other. An answer has dozens of them, and to append each to
/// the text for itself takes three times as long.
inline void append_all(std::string& out, std::initializer_list<std::string_view> pieces) {
  const auto at = out.size();
  auto size = at;
  for (auto piece : pieces)
    size += piece.size();
  out.resize(size);
  auto* end = out.data() + at;
  for (auto piece : pieces)
    end = std::copy(piece.begin(), piece.end(), end);
}

} // namespace souk
