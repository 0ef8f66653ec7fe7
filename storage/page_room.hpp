#pragma once

#include "messages/event.hpp"
#include "messages/limits.hpp"

namespace souk {

/// The room in one page of the feed, whichever database fills it: `limit` events, and no more than
/// `page_text_bytes_max` bytes of details.
class page_room {
public:
  explicit page_room(int32_t limit) : events_(static_cast<std::size_t>(limit)) {}

  /// Whether the next event fits too. The first one always does: no details are as long as a page.
  bool take(const event& next) {
    const auto bytes = next.details.size();
    if (events_ == 0 || bytes_ < bytes)
      return false;
    --events_;
    bytes_ -= bytes;
    return true;
  }

private:
  std::size_t events_;
  std::size_t bytes_ = page_text_bytes_max;
};

} // namespace souk
