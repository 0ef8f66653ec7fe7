#pragma once

#include "messages/storing.hpp"
#include "messages/time.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace souk {

/// One change, all or nothing.
using write = std::variant<insert_product, update_product, archive_product, save_movement,
                           save_line, drop_line, place, save_cancel, keep_refusal>;

/// What became of a write: its reply, or why it changed nothing.
using outcome = std::variant<product_reply, product_ptr, saved_movement, saved_cart, placed_order,
                             kept_answer, refusal>;

/// How long a key keeps its answer at least. Source: semantics.md, Checkout, step 5.
inline constexpr std::chrono::hours key_kept{24};

/// The disk has failed, or may have: what was acknowledged is there, and nothing may be written any
/// more. `what()` is a line for the log.
class storage_failed : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Where a shop's state outlives its actors. Used by one thread at a time: STORE's. Each call
/// throws `storage_failed` after an error that nothing may follow.
class database {
public:
  virtual ~database() = default;

  /// Tells the shop from every other, and from itself before a backup was put back, after which
  /// ids and versions are given again: a random number, the same each time it is opened.
  virtual std::uint32_t mark() const = 0;

  /// Whether calls may wait for a disk, so that STORE needs a thread of its own.
  virtual bool may_block() const = 0;

  /// How far apart STORE begins its commits while writes come together. None where many writes in
  /// one commit cost as much as in a commit each: then STORE gathers nothing.
  virtual std::optional<std::chrono::microseconds> commit_interval() const = 0;

  /// Applies the writes in their order; returns one outcome for each when all are durable. One that
  /// fails by itself is refused and does not keep its neighbours from being stored.
  virtual std::vector<outcome> commit(const std::vector<write>& batch, time_point now) = 0;

  /// Does what the writes so far have left to do, and nobody has to wait for. To be called when
  /// whoever waited for a commit has been answered.
  virtual void maintain() = 0;

  /// All products, archived ones included, in the order of their ids.
  virtual std::vector<product_ptr> load_catalog() = 0;

  virtual stored_cart load_cart(const std::string& user) = 0;

  /// The order of this checkout; a null order if there is none.
  virtual placed_order find_checkout(const checkout_id& checkout) = 0;

  /// Null where there is none, or it belongs to another user.
  virtual order_ptr find_order(const std::string& user, int64_t id) = 0;

  virtual order_page list_orders(const list_orders& query) = 0;

  virtual movement_page load_movements(const load_movements& query) = 0;

  virtual event_page list_events(const list_events& query) = 0;
};

/// The file that `--database` names, as a path or `sqlite:PATH`; empty: none, as in `memory:`.
/// Throws std::runtime_error with a line for the user where it names neither, as do what SQLite
/// itself takes for a place in memory (`:memory:`) or a URI (`file:...`): under those names a file
/// would have another lock, and a shop none that lasts.
std::string file_of_database(std::string_view name);

/// Opens what `--database` names: a path or `sqlite:PATH`, or `memory:`.
/// Throws std::runtime_error with a line for the user where that cannot be.
std::unique_ptr<database> open_database(std::string_view name);

} // namespace souk
