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

  /// Stores an event of a product or an order as the next one, behind the first.
  void append(event what, time_point now);
  /// Stores the event with that sequence: the first of an entity, or one of a cart, whose version
  /// counts them.
  void append(event what, int64_t sequence, time_point now);

  event_page list(const list_events& query);

private:
  struct statements;

  std::unique_ptr<statements> statements_;
};

} // namespace souk
