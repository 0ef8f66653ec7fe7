#pragma once

#include "messages/event.hpp"

#include <deque>
#include <unordered_map>

namespace souk {

/// The latest events of a shop in memory.
class memory_events {
public:
  /// So many are kept.
  static constexpr std::size_t events_max = 100'000;

  /// Appends an event as the next one of its product or order, or as the one with that sequence
  /// where the caller has counted.
  void append(event what, time_point now);
  void append(event what, int64_t sequence, time_point now);

  event_page list(const list_events& query) const;

private:
  std::deque<event> events_;
  int64_t last_id_ = 0;
  /// How many events there were of a product or an order that had more than one.
  std::unordered_map<std::string, int64_t> sequences_;
};

} // namespace souk
