#pragma once

#include "messages/event.hpp"
#include "storage/sql_connection.hpp"

#include <memory>
#include <string>

namespace souk {

/// The rows of `events`. Each call is a part of the transaction that runs on the connection.
class sqlite_events {
public:
  explicit sqlite_events(sql_connection& on);
  ~sqlite_events();

  /// Stores an event as the next one of its entity, or as the one with that sequence where the
  /// caller has counted.
  void append(event what, time_point now);
  void append(event what, int64_t sequence, time_point now);

  event_page list(const list_events& query);

private:
  struct statements;

  std::unique_ptr<statements> statements_;
};

} // namespace souk
