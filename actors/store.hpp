#pragma once

#include "messages/interfaces.hpp"
#include "storage/database.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace souk {

/// What STORE has done since it was first started. Read by any thread.
struct store_counters {
  std::atomic<uint64_t> batches{0};
  std::atomic<uint64_t> writes{0};
  /// Writes of the largest batch.
  std::atomic<uint64_t> largest_batch{0};
  /// Commands that nobody waited for any more when their turn came.
  std::atomic<uint64_t> late{0};
  /// Time spent in commits, in microseconds.
  std::atomic<uint64_t> commit_time{0};
  /// Commands to whose turn the STORE that is in office has come: writes when they are gathered,
  /// queries when they are answered.
  std::atomic<uint64_t> taken{0};
  /// Whether the database threw `storage_failed`: no STORE asks anything of it from then on.
  std::atomic<bool> has_failed{false};

  void count(std::size_t size, std::chrono::microseconds time);
};

/// Writes the line to stderr, if that is read, and ends the process with 74, EX_IOERR of
/// sysexits.h. What a shop does by default when its disk fails: whoever went on would acknowledge
/// what may be lost.
[[noreturn]] void end_process(const std::string& why);

/// What STORE needs besides a database.
struct store_settings {
  // NOLINTNEXTLINE(google-explicit-constructor): a clock will do
  store_settings(clock_source clock, catalog_actor told = {})
    : now(std::move(clock)), catalog(std::move(told)) {}

  clock_source now;
  /// Is told what stock an order left or gave back; null: nobody is.
  catalog_actor catalog;
  std::shared_ptr<store_counters> counters = std::make_shared<store_counters>();
  /// Tells how long something took.
  std::function<std::chrono::steady_clock::time_point()> steady_now =
    std::chrono::steady_clock::now;
  /// Lets time pass, which delays STORE only where its database may block anyway.
  std::function<void(std::chrono::microseconds)> pause = [](std::chrono::microseconds time) {
    std::this_thread::sleep_for(time);
  };
  /// Called once, when the database threw `storage_failed`. If it returns or throws, STORE ends,
  /// and whoever is started on the same counters refuses everything as `storage_failed`.
  std::function<void(const std::string&)> on_failure = end_process;
};

/// For how long STORE answers queries before it sees to the writes that came meanwhile. Those wait
/// no longer than for this and for one query more, of which a full page takes 10 ms. With less,
/// readers would lose most of the time to commits, which take 1 to 2 ms each.
inline constexpr std::chrono::milliseconds reading_time{5};

/// STORE: gathers writes while a batch is on its way to the disk, and answers each of them when
/// its batch is durable.
struct store_state {
  static inline constexpr auto name = "souk.store";

  explicit store_state(store_actor::pointer owner) : self(owner), settings(clock_source{}) {}

  /// Queues a write; its reply comes with the batch. Where the database gains nothing from batches,
  /// it is committed at once.
  template <class Reply, class Command>
  caf::result<Reply> gather(Command& command);

  /// Tells CATALOG of stock that has changed. By way of STORE, levels come in the order in which
  /// they were stored: one that overtook a sale would show the sold unit as reserved besides.
  void tell_catalog(const outcome& result);

  /// Answers a query as every write that came before it leaves the database, and those that are
  /// committed while it waits for its turn; at once if it `may_overtake` those that are gathered,
  /// because none of them can change the answer.
  template <class Reply, class Read>
  caf::result<Reply> read(deadline until, Read query, bool may_overtake = false);

  /// Answers the queries that wait, the oldest first, for as long as STORE may read on.
  void answer_queries();

  caf::result<order_ptr> find(const get_order& query);
  caf::result<event_page> list(const list_events& query);

  /// Whether a write that is gathered may change the cart of this user.
  bool is_changing_cart_of(const std::string& user) const;

  /// Sees to it that a flush comes, behind whatever is in the mailbox now.
  void call_for_flush();

  /// Commits the batch; a moment later if the batch before was one of several writes and began
  /// only just now. One who writes alone never waits.
  void commit_in_time();

  /// How long to wait before the next commit.
  std::chrono::microseconds time_to_commit() const;

  /// Refuses those members of the batch whose deadline has passed.
  void drop_late();

  /// Commits the batch and answers its members, then queries behind them. Whatever else the
  /// database has to do comes after that.
  void commit();

  /// Commits what is left of the batch, and answers its members.
  void commit_batch();

  /// What becomes of the batch when the database has failed.
  void refuse_batch();

  /// Calls something of the database's; does what is to be done if that was the end of it.
  template <class Call>
  auto guarded(Call call);

  /// A write, until when somebody waits for it, and who.
  struct member {
    write command;
    deadline until;
    std::function<void(outcome)> reply;
  };

  store_actor::pointer self;
  std::shared_ptr<database> rows;
  store_settings settings;
  std::vector<member> batch;
  /// Queries behind the batch, for each of which a commit would keep batches small, and those that
  /// had to let writes go first.
  std::deque<std::function<void()>> queries;
  /// How long STORE may still read before it commits what has come meanwhile.
  std::chrono::steady_clock::duration reading_left = reading_time;
  bool is_flush_called = false;
  /// Of the last commit: when it began, and whether it had several members.
  time_point committed_at = {};
  bool is_crowded = false;
};

/// Starts STORE on an open database, which may be used by nobody else meanwhile.
store_actor::behavior_type store(store_actor::stateful_pointer<store_state> self,
                                 std::shared_ptr<database> rows, store_settings settings);

} // namespace souk
