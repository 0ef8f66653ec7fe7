#include "http/observe/log_batch.hpp"

#include "http/observe/log_line.hpp"

#include <numeric>

namespace souk {

std::size_t log_batch::kept_entry::text_bytes() const {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
}

void log_batch::add(const access_entry& entry) {
  auto& kept = entries_.emplace_back();
  kept.facts = entry.facts;
  for (std::size_t i = 0; i < access_texts; ++i) {
    texts_ += entry.texts[i];
    kept.sizes[i] = static_cast<std::uint32_t>(entry.texts[i].size());
  }
}

void log_batch::add(std::string_view line) {
  entries_.emplace_back().sizes[0] = static_cast<std::uint32_t>(line.size());
  texts_ += line;
}

std::size_t log_batch::drop_oldest(std::size_t bytes_left) {
  std::size_t count = 0;
  std::size_t text_bytes = 0;
  for (auto left = bytes(); left > bytes_left; ++count) {
    const auto size = entries_[count].text_bytes();
    text_bytes += size;
    left -= sizeof(kept_entry) + size;
  }
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(count));
  texts_.erase(0, text_bytes);
  return count;
}

void log_batch::clear() {
  entries_.clear();
  texts_.clear();
}

void log_batch::append_to(std::string& out, log_format format) const {
  std::string_view left = texts_;
  for (auto& each : entries_) {
    std::array<std::string_view, access_texts> texts;
    for (std::size_t i = 0; i < access_texts; ++i) {
      texts[i] = left.substr(0, each.sizes[i]);
      left.remove_prefix(each.sizes[i]);
    }
    if (each.facts)
      append_access(out, format, {*each.facts, texts});
    else
      out += texts[0];
  }
}

} // namespace souk
