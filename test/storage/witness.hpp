#pragma once

#include "storage/memory_database.hpp"
#include "test/storage/shop_state.hpp"

#include <string>
#include <vector>

namespace souk::test {

/// Remembers what a database has acknowledged, and finds out when it breaks a promise: then each
/// call throws broken_promise.
class witness {
public:
  /// Commits a batch, which is in doubt until the database has answered.
  std::vector<outcome> commit(database& rows, std::vector<write> batch);

  /// Looks at a database after a restart. Everything acknowledged must be there and nothing else,
  /// but for the batch in doubt, which is there as a whole or not at all. A batch in doubt must
  /// change something. Returns it where it is not there: a client would send it again.
  std::vector<write> look_at(database& rows);

  /// What must be there: for reading.
  database& acknowledged() { return acknowledged_; }

  /// The acknowledged commands whose keys have kept their answers.
  const std::vector<write>& with_keys() const { return with_keys_; }

private:
  void check_answer(const write& command, const outcome& answer);
  outcome apply(const write& command);
  void settle_doubt(const shop_state& found);
  void check_keys(database& rows);

  memory_database acknowledged_;
  std::vector<write> with_keys_;
  std::vector<write> in_doubt_;
  const time_point now_{std::chrono::hours{480'000}};
};

/// A refusal for the disk's sake: the write has changed nothing and may be tried again.
bool is_refused_by_disk(const outcome& answer);

/// Null: the command has none.
const request_key* key_of(const write& command);

} // namespace souk::test
