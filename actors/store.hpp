#pragma once

#include "messages/interfaces.hpp"
#include "storage/database.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace souk {

/// Tells the time; injected, so that tests choose it.
using clock_source = std::function<time_point()>;

/// STORE: gathers writes while a batch is on its way to the disk, and answers each of them when
/// its batch is durable.
struct store_state {
  static inline constexpr auto name = "souk.store";

  explicit store_state(store_actor::pointer owner) : self(owner) {}

  /// Queues a write; its reply comes with the batch.
  template <class Reply, class Command>
  caf::result<Reply> gather(Command& command);

  /// Commits the batch and answers its members.
  void commit();

  store_actor::pointer self;
  std::shared_ptr<database> rows;
  clock_source now;
  std::vector<write> batch;
  std::vector<std::function<void(outcome)>> replies;
};

/// Starts STORE on an open database, which may be used by nobody else meanwhile.
store_actor::behavior_type store(store_actor::stateful_pointer<store_state> self,
                                 std::shared_ptr<database> rows, clock_source now);

} // namespace souk
