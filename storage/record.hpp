#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

/// Values one after the other in a text: each is its length, a colon, and itself. Whatever a value
/// contains, it is read back as it was written.
class record_writer {
public:
  record_writer& add(std::string_view value) {
    text_ += std::to_string(value.size());
    text_ += ':';
    text_ += value;
    return *this;
  }

  record_writer& add(std::int64_t value) { return add(std::string_view{std::to_string(value)}); }

  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

/// Reads what a `record_writer` wrote. Throws std::runtime_error if the text is no such record.
class record_reader {
public:
  explicit record_reader(std::string_view text) : rest_(text) {}

  std::string_view text();
  std::int64_t integer();

private:
  std::string_view rest_;
};

} // namespace souk
