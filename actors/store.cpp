#include "actors/store.hpp"

#include "actors/answer.hpp"
#include "actors/command_rules.hpp"
#include "messages/last_words.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace souk {

namespace {

/// Answers with the outcome a command has; anything but its reply or a refusal is a defect.
template <class Reply>
void reply(answer<Reply>& rp, outcome&& result) {
  if (auto* good = std::get_if<Reply>(&result))
    rp.deliver(std::move(*good));
  else if (auto* why = std::get_if<refusal>(&result))
    rp.refuse(std::move(*why));
  else
    rp.refuse({errc::internal});
}

/// Until when somebody waits for a write; what is only kept has no deadline.
template <class Command>
deadline deadline_of(const Command& command) {
  if constexpr (requires { command.until; })
    return command.until;
  else
    return {};
}

} // namespace

template <class Reply, class Command>
caf::result<Reply> store_state::gather(Command& command) {
  ++settings.counters->taken;
  auto rp = answer<Reply>::make(self);
  const bool gathers = rows->commit_interval().has_value();
  if (gathers)
    call_for_flush();
  const auto until = deadline_of(command);
  batch.push_back({std::move(command), until,
                   [rp](outcome result) mutable { reply<Reply>(rp, std::move(result)); }});
  if (!gathers)
    commit();
  return rp;
}

template <class Reply, class Read>
caf::result<Reply> store_state::read(deadline until, Read query, bool may_overtake) {
  auto in_time = [this, until, query = std::move(query)]() -> caf::result<Reply> {
    ++settings.counters->taken;
    if (settings.counters->has_failed)
      return to_error({errc::storage_failed});
    if (until.has_passed()) {
      ++settings.counters->late;
      return to_error({errc::deadline_exceeded});
    }
    const auto begin = settings.steady_now();
    caf::result<Reply> found = guarded(query);
    reading_left -= settings.steady_now() - begin;
    return found;
  };
  const bool is_next = batch.empty() && queries.empty() && reading_left.count() > 0;
  if (is_next || may_overtake)
    return in_time();
  call_for_flush();
  auto rp = answer<Reply>::make(self);
  queries.emplace_back([rp, in_time = std::move(in_time)]() mutable {
    caf::result<Reply> found = in_time();
    if (found.flag == caf::rt_value)
      rp.deliver(std::move(found.value.template get_mutable_as<Reply>(0)));
    else
      rp.deliver(std::move(found.err));
  });
  return rp;
}

void store_state::answer_queries() {
  reading_left = reading_time;
  while (!queries.empty() && reading_left.count() > 0) {
    const auto next = std::move(queries.front());
    queries.pop_front();
    next();
  }
  if (!queries.empty())
    call_for_flush();
}

caf::result<order_ptr> store_state::find(const get_order& query) {
  return read<order_ptr>(query.until, [this, query]() -> caf::result<order_ptr> {
    if (auto found = rows->find_order(query.user, query.id))
      return found;
    return to_error({errc::order_unknown});
  });
}

caf::result<event_page> store_state::list(const list_events& query) {
  // Programs send it themselves, unlike all others here.
  if (is_valid(query))
    return read<event_page>(query.until, [this, query] { return rows->list_events(query); });
  ++settings.counters->taken;
  return to_error({errc::invalid_command});
}

bool store_state::is_changing_cart_of(const std::string& user) const {
  auto is_of_user = [&user](const auto& command) {
    if constexpr (requires { command.draft.user; })
      return command.draft.user == user;
    else if constexpr (requires { command.user; })
      return command.user == user;
    else
      return false;
  };
  return std::any_of(batch.begin(), batch.end(),
                     [&](const member& each) { return std::visit(is_of_user, each.command); });
}

template <class Call>
auto store_state::guarded(Call call) {
  try {
    return call();
  } catch (const storage_failed& err) {
    settings.counters->has_failed = true;
    settings.on_failure(err.what());
    throw;
  }
}

void store_state::drop_late() {
  const auto late =
    std::stable_partition(batch.begin(), batch.end(), [now = coarse_now()](const member& each) {
      return !each.until.has_passed(now);
    });
  for (auto each = late; each != batch.end(); ++each) {
    ++settings.counters->late;
    each->reply(refusal{errc::deadline_exceeded});
  }
  batch.erase(late, batch.end());
}

void store_state::call_for_flush() {
  if (!std::exchange(is_flush_called, true))
    self->send(self, flush{});
}

void store_state::commit_in_time() {
  is_flush_called = false;
  const auto wait = time_to_commit();
  if (batch.empty() || wait.count() == 0)
    return commit();
  settings.pause(wait);
  is_crowded = false;
  call_for_flush();
}

std::chrono::microseconds store_state::time_to_commit() const {
  using std::chrono::microseconds;
  const auto interval = rows->commit_interval().value_or(microseconds{0});
  const auto passed = std::chrono::duration_cast<microseconds>(settings.now() - committed_at);
  // Less than nothing has passed where somebody has set the clock.
  return is_crowded && passed.count() >= 0 ? std::max(interval - passed, microseconds{0})
                                           : microseconds{0};
}

void store_state::commit() {
  drop_late();
  const bool may_write = !settings.counters->has_failed;
  if (!may_write)
    refuse_batch();
  else if (!batch.empty())
    commit_batch();
  answer_queries();
  if (may_write)
    guarded([this] { rows->maintain(); });
}

void store_state::refuse_batch() {
  for (auto& each : std::exchange(batch, {}))
    each.reply(refusal{errc::storage_failed});
}

void store_state::commit_batch() {
  const auto begin = settings.steady_now();
  committed_at = settings.now();
  is_crowded = batch.size() > 1;
  std::vector<write> writes;
  writes.reserve(batch.size());
  for (auto& each : batch)
    writes.push_back(std::move(each.command));
  auto outcomes = guarded([&] { return rows->commit(writes, committed_at); });
  settings.counters->count(writes.size(), std::chrono::duration_cast<std::chrono::microseconds>(
                                            settings.steady_now() - begin));
  auto members = std::exchange(batch, {});
  for (std::size_t i = 0; i < members.size(); ++i) {
    tell_catalog(outcomes[i]);
    members[i].reply(std::move(outcomes[i]));
  }
}

void store_state::tell_catalog(const outcome& result) {
  auto* placed = std::get_if<placed_order>(&result);
  // An order of products without tracked stock held nothing.
  if (placed && !placed->replayed && !placed->levels.empty() && settings.catalog)
    self->send(settings.catalog, settle{placed->order->content.checkout, placed->levels});
}

void store_counters::count(std::size_t size, std::chrono::microseconds time) {
  ++batches;
  writes += size;
  commit_time += static_cast<uint64_t>(time.count());
  if (size > largest_batch)
    largest_batch = size;
}

void end_process(const std::string& why) {
  constexpr int io_error = 74;
  tell_if_read(STDERR_FILENO,
               "souk: the database failed: " + why
                 + ".\nsouk stops, for nothing could be stored safely from here on. What was "
                   "acknowledged is stored. Check the disk, then start souk again.\n",
               std::chrono::seconds{1});
  std::_Exit(io_error);
}

store_actor::behavior_type store(store_actor::stateful_pointer<store_state> self,
                                 std::shared_ptr<database> rows, store_settings settings) {
  auto& state = self->state;
  state.rows = std::move(rows);
  state.settings = std::move(settings);
  // CAF tries one clause after the other: the frequent ones come first.
  return {
    [&state](const flush&) { state.commit_in_time(); },
    [&state](save_line& x) { return state.gather<saved_cart>(x); },
    [&state](place& x) { return state.gather<placed_order>(x); },
    [&state](const load_cart& x) {
      return state.read<stored_cart>(
        {}, [&state, x] { return state.rows->load_cart(x.user); },
        !state.is_changing_cart_of(x.user));
    },
    [&state](keep_refusal& x) { return state.gather<kept_answer>(x); },
    [&state](drop_line& x) { return state.gather<saved_cart>(x); },
    [&state](const list_orders& x) {
      return state.read<order_page>(x.until, [&state, x] { return state.rows->list_orders(x); });
    },
    [&state](const get_order& x) { return state.find(x); },
    [&state](save_movement& x) { return state.gather<saved_movement>(x); },
    [&state](save_cancel& x) { return state.gather<placed_order>(x); },
    [&state](const load_movements& x) {
      return state.read<movement_page>(x.until,
                                       [&state, x] { return state.rows->load_movements(x); });
    },
    [&state](const list_events& x) { return state.list(x); },
    [&state](insert_product& x) { return state.gather<product_reply>(x); },
    [&state](update_product& x) { return state.gather<product_ptr>(x); },
    [&state](archive_product& x) { return state.gather<product_ptr>(x); },
    [&state](const load_catalog&) {
      return state.read<stored_catalog>(
        {}, [&state] { return stored_catalog{state.rows->load_catalog()}; });
    },
    [&state](const find_checkout& x) {
      return state.read<placed_order>(
        {}, [&state, x] { return state.rows->find_checkout(x.checkout); });
    },
  };
}

} // namespace souk
