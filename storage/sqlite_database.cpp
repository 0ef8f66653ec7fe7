#include "storage/sqlite_database.hpp"

#include "storage/change_events.hpp"
#include "storage/kept_keys.hpp"
#include "storage/migrations.hpp"
#include "storage/order_changes.hpp"
#include "storage/product_changes.hpp"
#include "storage/shop_mark.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace souk {

namespace {

/// Opens a file for a shop.
sql_connection open_shop(const std::string& file) {
  try {
    auto connection = sql_connection::open(file);
    migration_states(connection); // what is no shop is left as it is
    // FULL makes a commit wait for the disk; NORMAL may lose acknowledged ones with the power.
    // The cache is no larger because SQLite 3.40 walks through all of it at each commit in which
    // pages were split (pcache1TruncateUnsafe; balance_nonroot swaps them by a page at 1 GiB).
    connection.run("pragma journal_mode = wal; pragma synchronous = full; "
                   "pragma foreign_keys = on; pragma cache_size = -16384; "
                   "pragma temp_store = memory");
    // SQLite goes on behind the last commit it found, under the same salts. What was torn there
    // could be whole again, and a commit, when the power goes a second time.
    connection.run("pragma wal_checkpoint(truncate)");
    connection.take_over_checkpoints();
    migrate(connection, std::chrono::system_clock::now());
    ensure_mark(connection);
    return connection;
  } catch (const std::runtime_error& err) {
    throw std::runtime_error{"Cannot open the database " + file + ": " + err.what() + "."};
  }
}

const std::string& must_be_no_folder(const std::string& file) {
  std::error_code ignored; // SQLite tells what else is wrong with a name
  if (std::filesystem::is_directory(file, ignored))
    throw std::runtime_error{"Cannot open the database " + file
                             + ": it is a folder. Name a file in it with --database."};
  return file;
}

/// Whether nothing may be written after such an error.
bool is_final(sql_fault fault) {
  return fault == sql_fault::io || fault == sql_fault::corrupt;
}

refusal refusal_of(sql_fault fault) {
  return {fault == sql_fault::full ? errc::storage_full : errc::unavailable};
}

/// Lets a final error out in the terms of `database`.
void rethrow_if_final(const sql_error& err) {
  if (is_final(err.fault()))
    throw storage_failed{err.what()};
}

template <class Read>
auto reading(Read read) {
  try {
    return read();
  } catch (const sql_error& err) {
    rethrow_if_final(err);
    throw;
  }
}

bool has_key(const write& one) {
  return std::visit(
    [](auto& cmd) {
      if constexpr (requires { cmd.key.key; })
        return !cmd.key.key.empty();
      else
        return false;
    },
    one);
}

} // namespace

sqlite_database::sqlite_database(const std::string& file, int wal_pages_max)
  : wal_pages_max_(wal_pages_max), lock_(must_be_no_folder(file), if_absent::make),
    connection_(open_shop(file)), mark_(mark_of(connection_)), products_(connection_),
    carts_(connection_), orders_(connection_), keys_(connection_), events_(connection_) {}

std::optional<std::chrono::microseconds> sqlite_database::commit_interval() const {
  // Half as many commits at half load, which is felt by whoever else needs the processor: with it,
  // 1 in 100 adds takes 9 ms there, without it 14 (bench/run --only durable).
  return std::chrono::milliseconds{1};
}

std::vector<outcome> sqlite_database::commit(const std::vector<write>& batch, time_point now) {
  // The columns have microseconds; what is answered now must be what is read later.
  now = std::chrono::floor<std::chrono::microseconds>(now);
  try {
    return commit_together(batch, now);
  } catch (const sql_error& err) {
    rethrow_if_final(err);
    // Whoever holds the file would let each of them wait as long again.
    if (err.fault() == sql_fault::busy)
      return {batch.size(), refusal{errc::unavailable}};
    return commit_apart(batch, now);
  }
}

void sqlite_database::maintain() {
  if (connection_.wal_pages() < wal_pages_max_)
    return;
  try {
    connection_.run("pragma wal_checkpoint(passive)");
  } catch (const sql_error& err) {
    rethrow_if_final(err);
    // What is in the WAL is safe there until there is room, or nobody reads.
  }
}

std::vector<outcome> sqlite_database::commit_together(const std::vector<write>& batch,
                                                      time_point now) {
  std::vector<outcome> result;
  result.reserve(batch.size());
  sql_transaction change{connection_};
  const auto keys = std::count_if(batch.begin(), batch.end(), has_key);
  if (keys > 0)
    keys_.forget_old(2 * static_cast<std::size_t>(keys), now);
  for (auto& each : batch)
    result.push_back(apply_one(each, now));
  change.commit();
  return result;
}

std::vector<outcome> sqlite_database::commit_apart(const std::vector<write>& batch,
                                                   time_point now) {
  std::vector<outcome> result;
  for (auto& each : batch) {
    try {
      result.push_back(std::move(commit_together({each}, now).front()));
    } catch (const sql_error& err) {
      rethrow_if_final(err);
      result.push_back(refusal_of(err.fault()));
    }
  }
  return result;
}

outcome sqlite_database::apply_one(const write& one, time_point now) {
  return std::visit([&](auto& cmd) { return apply(cmd, now); }, one);
}

outcome sqlite_database::apply(const insert_product& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  kept_answer answer;
  answer.product = products_.insert(cmd.fields, now);
  events_.append(product_created(*answer.product), 1, now);
  keys_.keep(cmd.key, answer, now);
  return product_reply{std::move(answer.product)};
}

outcome sqlite_database::apply(const update_product& cmd, time_point now) {
  auto known = products_.find(cmd.id);
  if (auto why = why_not_change(known.get(), cmd.only_if))
    return std::move(*why);
  auto changed = products_.update(*known, cmd, now);
  events_.append(product_updated(*known, *changed), now);
  return changed;
}

outcome sqlite_database::apply(const archive_product& cmd, time_point now) {
  auto known = products_.find(cmd.id);
  if (auto why = why_not_change(known.get(), cmd.only_if))
    return std::move(*why);
  auto changed = products_.archive(*known, now);
  events_.append(product_archived(*changed), now);
  return changed;
}

outcome sqlite_database::apply(const save_movement& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  auto moved = products_.move(cmd, now);
  if (auto* why = std::get_if<refusal>(&moved))
    return refuse(keys_, cmd.key, std::move(*why), now);
  kept_answer answer;
  answer.moved = std::make_shared<moved_stock>(std::get<moved_stock>(std::move(moved)));
  events_.append(stock_moved(*answer.moved), now);
  keys_.keep(cmd.key, answer, now);
  return saved_movement{std::move(answer.moved)};
}

outcome sqlite_database::apply(const save_line& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return std::move(*known);
  const auto version = carts_.add(cmd.user, cmd.added, cmd.only_if);
  if (!version)
    return saved_cart{nullptr, std::make_shared<stored_cart>(carts_.load(cmd.user))};
  events_.append(line_added(cmd.user, cmd.added), *version, now);
  if (!cmd.key.key.empty()) {
    kept_answer answer;
    answer.cart = std::make_shared<cart_view>(cmd.reply);
    keys_.keep(cmd.key, answer, now);
  }
  return saved_cart{};
}

outcome sqlite_database::apply(const drop_line& cmd, time_point now) {
  const auto version = carts_.remove(cmd.user, cmd.product_id);
  events_.append(line_removed(cmd.user, cmd.product_id), version, now);
  return saved_cart{};
}

outcome sqlite_database::apply(const keep_refusal& cmd, time_point now) {
  if (auto known = find_kept(cmd.key))
    return as_kept_answer(std::move(*known));
  refuse(keys_, cmd.key, cmd.why, now);
  return kept_answer{};
}

std::optional<outcome> sqlite_database::find_kept(const request_key& key) {
  auto found = keys_.find(key);
  if (!found)
    return std::nullopt;
  if (!found->is_same_request)
    return refusal{errc::idempotency_key_reused};
  auto& answer = found->answer;
  if (answer.order) {
    const auto placed = orders_.find(answer.order->id);
    if (!placed)
      throw sql_error{sql_fault::corrupt, "the order of a kept answer is not there"};
    auto then = std::make_shared<order>(*placed);
    then->status = answer.order->status;
    answer.order = std::move(then);
  }
  return replay(answer);
}

std::vector<product_ptr> sqlite_database::load_catalog() {
  return reading([&] {
    auto products = products_.load_all();
    // Nobody asks for those pages again, and whatever is in the cache makes commits slower.
    connection_.run("pragma shrink_memory");
    return products;
  });
}

stored_cart sqlite_database::load_cart(const std::string& user) {
  return reading([&] { return carts_.load(user); });
}

placed_order sqlite_database::find_checkout(const checkout_id& checkout) {
  return reading([&]() -> placed_order {
    auto found = orders_.find(checkout);
    if (!found)
      return {};
    auto levels = levels_of(found->content, stocks_of(found->content, stock_finder()));
    return {std::move(found), std::move(levels)};
  });
}

order_ptr sqlite_database::find_order(const std::string& user, int64_t id) {
  return reading([&]() -> order_ptr {
    auto found = orders_.find(id);
    return found && found->content.user == user ? found : nullptr;
  });
}

order_page sqlite_database::list_orders(const souk::list_orders& query) {
  return reading([&] { return orders_.list(query); });
}

movement_page sqlite_database::load_movements(const souk::load_movements& query) {
  return reading([&] { return products_.movements(query); });
}

event_page sqlite_database::list_events(const souk::list_events& query) {
  return reading([&] { return events_.list(query); });
}

} // namespace souk
