#pragma once

#include "messages/storing.hpp"
#include "messages/time.hpp"
#include "storage/key_clock.hpp"
#include "storage/sql_connection.hpp"

#include <memory>
#include <optional>

namespace souk {

/// The rows of `kept_keys`. Each call is a part of the transaction that runs on the connection.
class sqlite_keys {
public:
  explicit sqlite_keys(sql_connection& on);
  ~sqlite_keys();

  /// A key that was used before.
  struct entry {
    /// Whether it was used for the same request.
    bool is_same_request = false;
    /// Of an order only its id.
    kept_answer answer;
  };

  /// Nothing for a command without a key or with a new one.
  std::optional<entry> find(const request_key& key);

  /// Deletes up to this many keys whose time is over: old ones leave as new ones come, and no
  /// change waits for a great cleaning.
  void forget_old(std::size_t count, time_point now);

  /// Keeps the answer of a new key; a command without one leaves nothing behind.
  void keep(const request_key& key, const kept_answer& answer, time_point now);

private:
  struct statements;

  time_point shown_at(time_point now);

  std::unique_ptr<statements> statements_;
  /// Nothing: no key has been looked at yet.
  std::optional<key_clock> clock_;
};

} // namespace souk
