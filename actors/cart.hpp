#pragma once

#include "actors/answer.hpp"
#include "actors/cart_model.hpp"
#include "actors/request_keys.hpp"
#include "messages/interfaces.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <forward_list>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace souk {

/// What every CART of a shop knows of it.
struct cart_peers {
  catalog_actor catalog;
  orders_actor orders;
  store_actor store;
  currency unit;
  /// Of the checkout ids made in this run of the shop.
  uint64_t run = 0;
};

/// An add on its way from step to step, which all share it: it is too large to be handed on.
struct adding {
  answer<cart_reply> rp;
  add_line command;
  shared_key key;
  /// What the buyer is shown once it is stored.
  cart_reply reply = {};
};

/// CART: the lines of one user. Changes are worked on one at a time, in the order they came. A
/// checkout waits for its turn to begin, and an add for the checkout to end: its answer would show
/// lines of which nobody knows yet whether they are sold. Until an add waits, what can only be
/// refused during the checkout is refused at once.
///
/// A cart begins without looking into the store, because most users who come are new: its first
/// add is stored on the condition that the store has no cart of this user, and is told the cart
/// where it has. Whatever else comes first makes it load its lines.
///
/// The step that answers ends the turn of an add, a removal or a view; that of a checkout ends as
/// soon as CATALOG has been asked for the stock, and the checkout itself in `end_checkout`. A key
/// is in use until its command is answered. Where nobody knows what STORE has stored, the actor
/// ends (`give_up`), and the next command for the user starts another.
struct cart_state {
  static inline constexpr auto name = "souk.cart";

  explicit cart_state(cart_actor::pointer owner) : self(owner) {}

  caf::result<cart_reply> add(add_line& command);
  caf::result<cart_reply> remove(const remove_line& command);
  caf::result<cart_reply> view(const view_cart& query);
  caf::result<order_reply> check_out(checkout& command);
  cart_activity activity() const;

  void show(answer<cart_reply> rp);

  // The steps of `add`, each after the answer of the one before.
  void begin_add(const std::shared_ptr<adding>& change);
  void quote_add(const std::shared_ptr<adding>& change);
  void store_add(const std::shared_ptr<adding>& change, const quoted_lines& quoted);
  void end_add(const std::shared_ptr<adding>& change, const cart_line& added,
               const saved_cart& saved);

  // The steps of `remove`.
  void quote_remove(answer<cart_reply> rp, const remove_line& command);
  void store_remove(answer<cart_reply> rp, const remove_line& command, const quoted_lines& quoted);

  // The steps of `check_out`.
  void reserve_stock(answer<order_reply> rp, const checkout& command, const shared_key& key);
  void place_order(answer<order_reply> rp, shared_key key, checkout_id id, deadline until,
                   const quoted_lines& quoted);
  void refuse_checkout(answer<order_reply> rp, const shared_key& key, checkout_id id, refusal why);
  void end_checkout(bool succeeded);

  /// Why a change is not begun: nobody waits for it any more, or its precondition does not hold.
  template <class Command>
  std::optional<errc> why_not_begin(const Command& command) const {
    if (command.until.has_passed())
      return errc::deadline_exceeded;
    return model.why_not_change(command.only_if);
  }

  /// Refuses a command; one with a key gets what the key was answered with before, if it was.
  template <class Reply>
  void refuse(answer<Reply> rp, const shared_key& key, refusal why);

  /// Begins a change when those before it are done.
  template <class Change>
  void in_turn(Change change) {
    if (is_running)
      return turns.push_back(std::move(change));
    is_running = true;
    change();
  }

  void end_turn();

  /// Takes over what the store has.
  void load(stored_cart row);

  /// Goes on with a turn when the lines are known; ends it with a refusal if they cannot be read.
  template <class Reply, class Next>
  void when_loaded(answer<Reply> rp, const shared_key& key, Next next) {
    if (is_loaded)
      return next();
    // By way of ORDERS: STORE has an order of a cart that has ended before it has this.
    self->request(peers->orders, caf::infinite, load_cart{user})
      .then(
        [this, next](stored_cart& row) {
          load(std::move(row));
          next();
        },
        [this, rp, key](caf::error& err) { fail_turn(rp, key, to_error(refusal_of(err))); });
  }

  /// Ends a turn that changed nothing, neither here nor in the store.
  template <class Reply>
  void fail_turn(answer<Reply> rp, const shared_key& key, caf::error err) {
    end_key(key);
    rp.deliver(std::move(err));
    end_turn();
  }

  /// Ends a turn whose change STORE did not confirm.
  void fail_store(answer<cart_reply> rp, const shared_key& key, caf::error err);

  /// Marks the key as being worked on; false if it was already.
  bool begin_key(const shared_key& key);
  void end_key(const shared_key& key);

  /// The database may hold what this actor does not know of: the next command starts afresh.
  void give_up();

  cart_actor::pointer self;
  std::string user;
  cart_model model;
  std::shared_ptr<const cart_peers> peers;
  std::list<std::function<void()>> turns;
  /// The turn that waits for the checkout to end; null: none does.
  std::function<void()> after_checkout;
  std::forward_list<shared_key> keys_in_flight;
  uint64_t commands = 0;
  uint32_t checkouts = 0;
  /// Whether the model is what the store has; until then it is empty.
  bool is_loaded = false;
  bool is_running = false;
  bool is_passing_turns = false;
};

/// Whether a refusal of STORE says for certain that it stored nothing.
bool is_certain(errc code);

/// Starts the CART of a user.
cart_actor::behavior_type cart(cart_actor::stateful_pointer<cart_state> self, std::string user,
                               std::shared_ptr<const cart_peers> peers);

} // namespace souk
