#pragma once

#include "http/observe/access_entry.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk {

/// Lines of a log, in their order. Of a request it keeps what its line tells: to make the text of
/// it is most of the work, and not for the threads that answer.
class log_batch {
public:
  void add(const access_entry& entry);

  /// Adds a line that is made already, which must end with a line feed and have no other.
  void add(std::string_view line);

  bool empty() const { return entries_.empty(); }
  std::size_t lines() const { return entries_.size(); }
  /// How much memory they take.
  std::size_t bytes() const { return entries_.size() * sizeof(kept_entry) + texts_.size(); }

  /// Drops the oldest lines until the others take no more than so many bytes; returns how many.
  std::size_t drop_oldest(std::size_t bytes_left);
  void clear();

  void append_to(std::string& out, log_format format) const;

private:
  /// Its texts are the next ones of those sizes.
  struct kept_entry {
    /// None: it is a line that is made already, the first of its texts.
    std::optional<access_facts> facts;
    std::array<std::uint32_t, access_texts> sizes{};

    std::size_t text_bytes() const;
  };

  std::vector<kept_entry> entries_;
  std::string texts_;
};

} // namespace souk
