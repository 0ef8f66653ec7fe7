#include "bench/stress/generator.hpp"

#include <charconv>
#include <stdexcept>

namespace souk::stress {

void answer_reader::begin() {
  head_.clear();
  is_in_body_ = false;
}

bool answer_reader::take(std::string_view bytes) {
  if (!is_in_body_) {
    head_ += bytes;
    const auto end = head_.find("\r\n\r\n");
    if (end == head_.npos)
      return false;
    read_head(std::string_view{head_}.substr(0, end + 2));
    is_in_body_ = true;
    bytes = std::string_view{head_}.substr(end + 4);
  }
  if (bytes.size() > left_)
    throw std::runtime_error{"an answer is longer than its Content-Length"};
  left_ -= bytes.size();
  return left_ == 0;
}

void answer_reader::read_head(std::string_view head) {
  constexpr std::string_view version = "HTTP/1.1 ";
  constexpr std::string_view length = "\r\nContent-Length: ";
  if (!head.starts_with(version) || head.size() < version.size() + 3)
    throw std::runtime_error{"no answer in HTTP/1.1: " + std::string{head}};
  const auto* digits = head.data() + version.size();
  std::from_chars(digits, digits + 3, status_);
  left_ = 0;
  if (const auto at = head.find(length); at != head.npos)
    std::from_chars(head.data() + at + length.size(), head.data() + head.size(), left_);
  closes_ = head.find("\r\nConnection: close\r\n") != head.npos;
}

} // namespace souk::stress
